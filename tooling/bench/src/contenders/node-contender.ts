import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { JsonObject } from '../json-object';
import type { Contender } from './contender';

interface NodeContenderOptions
  extends Pick<
    Contender,
    'id' | 'name' | 'jobs' | 'training' | 'convolutionalTraining' | 'threads' | 'note'
  > {
  /** The npm package it is in. */
  readonly library: string;
  readonly nodeFlags?: readonly string[];
}

/** A contender that runs in Node, through its runner. */
export function createNodeContender({ library, nodeFlags = [], ...rest }: NodeContenderOptions): Contender {
  return {
    ...rest,
    find: async () => ({ version: versionOf(library) }),
    command: (assignment, { entries }) => ({
      program: process.execPath,
      args: [...nodeFlags, entries.child, JSON.stringify(assignment)],
    }),
    startupCommand: ({ entries, folder }) => ({
      program: process.execPath,
      args: [...nodeFlags, entries.startup, rest.id, folder],
    }),
  };
}

/** The folder of an installed package, without links. */
export function folderOf(library: string): string {
  return realpathSync(fileURLToPath(new URL(`../../node_modules/${library}`, import.meta.url)));
}

export function versionOf(library: string): string {
  const path = join(folderOf(library), 'package.json');
  return JsonObject.parse(readFileSync(path, 'utf8'), path).string('version');
}
