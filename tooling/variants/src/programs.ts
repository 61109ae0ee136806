import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FoundChromium } from '@fmnist/browser';
import type { Variant } from './variant';

/**
 * Writes a program `node` that runs Node as the variant has it, and everything that is started from there: the programs that
 * tests start by `process.execPath`, by `PATH` or by `#!/usr/bin/env node`, and the Chromium that `CHROME_PATH` names.
 * @param folder empty, for this variant alone
 * @param chromium what to run where tests want a browser
 * @returns the path of `node`, and the environment to run it in
 */
export function writePrograms(
  { startedBy, nodeFlags, preload, chromiumFlags }: Variant,
  folder: string,
  chromium: FoundChromium,
): { node: string; env: NodeJS.ProcessEnv } {
  mkdirSync(folder, { recursive: true });
  const node = join(folder, 'node');
  const browser = join(folder, 'fmnist-chromium');
  const preloaded = join(folder, 'preload.mjs');
  const flags = [`--import=${pathToFileURL(preloaded).href}`, ...nodeFlags];
  writeFileSync(
    preloaded,
    `process.execPath = ${JSON.stringify(node)};
const flags = new Set(${JSON.stringify(flags)});
// Who starts another process with the flags of this one gets them from the program; NODE_OPTIONS would refuse them.
process.execArgv = process.execArgv.filter((flag) => !flags.has(flag));
${preload}`,
  );
  writeProgram(node, [...startedBy, process.execPath, ...flags, ARGUMENTS]);
  // Of two switches of a name Chromium takes the last.
  writeProgram(browser, [...startedBy, chromium.executablePath, ARGUMENTS, ...chromiumFlags]);
  return {
    node,
    env: {
      ...process.env,
      ...chromium.environment,
      PATH: `${folder}:${process.env.PATH}`,
      CHROME_PATH: browser,
    },
  };
}

/** Where a program's own arguments stand among the words of the command it runs. */
const ARGUMENTS = Symbol('arguments');

function writeProgram(path: string, words: readonly (string | typeof ARGUMENTS)[]): void {
  const quoted = words.map((word) =>
    word === ARGUMENTS ? '"$@"' : `'${String(word).replaceAll("'", "'\\''")}'`,
  );
  writeFileSync(path, `#!/bin/sh\nexec ${quoted.join(' ')}\n`);
  chmodSync(path, 0o755);
}
