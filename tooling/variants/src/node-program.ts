import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Variant } from './variant';

/**
 * Writes a program `node` that runs Node as the variant has it, and everything that is started from there: the programs that
 * tests start by `process.execPath`, by `PATH` or by `#!/usr/bin/env node`.
 * @param folder empty, for this variant alone
 * @returns the program's path, and the environment to run it in
 */
export function writeNodeProgram(
  { startedBy, flags }: Variant,
  folder: string,
): { program: string; env: NodeJS.ProcessEnv } {
  mkdirSync(folder, { recursive: true });
  const program = join(folder, 'node');
  const stay = join(folder, 'stay.mjs');
  writeFileSync(stay, `process.execPath = ${JSON.stringify(program)};\n`);
  const words = [...startedBy, process.execPath, '--import', pathToFileURL(stay).href, ...flags];
  writeFileSync(program, `#!/bin/sh\nexec ${words.map(quote).join(' ')} "$@"\n`);
  chmodSync(program, 0o755);
  return { program, env: { ...process.env, PATH: `${folder}:${process.env.PATH}` } };
}

const quote = (word: string) => `'${word.replaceAll("'", "'\\''")}'`;
