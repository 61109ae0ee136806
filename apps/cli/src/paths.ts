import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const MODEL_FILE = 'fashion_mnist.model.safetensors';
export const PARAMETERS_FILE = 'fashion_mnist.params.safetensors';
export const BEST_MODEL_FILE = 'best.model.safetensors';
export const CHECKPOINT_FILE = 'checkpoint.safetensors';
export const CONFIG_FILE = 'config.json';
export const HISTORY_FILE = 'history.jsonl';
export const HISTORY_TABLE_FILE = 'history.csv';
export const RESULT_FILE = 'result.json';
export const REPORT_FILE = 'report.html';

const packageFolder = fileURLToPath(new URL('..', import.meta.url));
const workspaceFolder = resolve(packageFolder, '../..');

/**
 * The folder the user called from. Package managers run scripts in the package's own folder and say in `INIT_CWD` where
 * they were called.
 */
export function callerFolder(): string {
  const here = process.cwd();
  const inScript = [packageFolder, workspaceFolder].some((folder) => resolve(folder) === resolve(here));
  return (inScript && process.env.INIT_CWD) || here;
}

/** A path as the user meant it. */
export function userPath(path: string): string {
  return resolve(callerFolder(), path);
}

/** Where runs are kept. */
export function runsFolder(): string {
  return userPath('runs');
}

/** A folder for a run that does not exist yet: `runs/<date>-<preset>-<seed>`. */
export function newRunFolder(preset: string, seed: number, now: Date): string {
  const date = now.toISOString().slice(0, 19).replaceAll(':', '-');
  const base = join(runsFolder(), `${date}-${preset}-${seed}`);
  let folder = base;
  for (let copy = 2; existsSync(folder); copy++) folder = `${base}-${copy}`;
  return folder;
}
