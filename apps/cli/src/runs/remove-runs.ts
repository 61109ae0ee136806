import { readdirSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { UserError } from '@fmnist/core';
import prettyBytes from 'pretty-bytes';
import { CONFIG_FILE } from '../paths';
import { findRun, type Run } from './run';
import { runFilesIn } from './run-files';
import { checkNotRunning } from './running';

/**
 * `fmnist runs rm`: removes runs, all that are named or none. What else somebody put into their folders stays.
 * @throws UserError where one is no run or is being trained, and where nobody can be asked or the answer is no.
 */
export async function removeRuns(named: readonly string[], isSure: boolean): Promise<void> {
  const runs = new Map(named.map((name) => findRun(name)).map((run) => [run.folder, run]));
  for (const folder of runs.keys()) checkNotRunning(folder);
  if (!isSure) await ask([...runs.values()]);
  for (const { name, folder } of runs.values()) {
    const left = remove(folder);
    console.log(
      left.length === 0
        ? `Removed ${name}`
        : `Removed ${name}, but not its folder, which has files of others: ${left.join(', ')}`,
    );
  }
}

async function ask(runs: readonly Run[]): Promise<void> {
  if (!process.stdin.isTTY) {
    throw new UserError('There is no terminal to ask on whether to remove them: say so with --yes');
  }
  const list = runs.map(({ name, folder }) => {
    const bytes = runFilesIn(folder).reduce((sum, file) => sum + file.bytes, 0);
    return `${name} (${prettyBytes(bytes)})`;
  });
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await new Promise<string | undefined>((resolve) => {
    // Ctrl-C and Ctrl-D leave the question without an answer, and so does a terminal that is closed.
    terminal.once('close', () => resolve(undefined));
    terminal.question(`Remove ${list.join(', ')}? [y/N] `).then(resolve, () => resolve(undefined));
  });
  terminal.close();
  if (answer === undefined) console.error();
  if (!/^y(es)?$/i.test(answer?.trim() ?? '')) throw new UserError('Nothing was removed');
}

/** The configuration goes last: until then the folder is one of a run, and can be removed once more. */
function remove(folder: string): string[] {
  try {
    for (const { name } of runFilesIn(folder)) {
      if (name !== CONFIG_FILE) rmSync(join(folder, name));
    }
    rmSync(join(folder, CONFIG_FILE));
    const left = readdirSync(folder);
    if (left.length === 0) rmdirSync(folder);
    return left;
  } catch (error) {
    throw new UserError(`${folder} cannot be removed: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    });
  }
}
