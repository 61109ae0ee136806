import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UserError } from '@fmnist/core';
import { isShippedName, modelUrl } from '@fmnist/models';

export const MODEL_FILE = 'fashion_mnist.model.safetensors';
export const PARAMETERS_FILE = 'fashion_mnist.params.safetensors';
export const BEST_MODEL_FILE = 'best.model.safetensors';
export const CHECKPOINT_FILE = 'checkpoint.safetensors';

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

/** A folder for a run that does not exist yet: `runs/<date>-<preset>-<seed>`. */
export function newRunFolder(preset: string, seed: number, now: Date): string {
  const date = now.toISOString().slice(0, 19).replaceAll(':', '-');
  const base = userPath(join('runs', `${date}-${preset}-${seed}`));
  let folder = base;
  for (let copy = 2; existsSync(folder); copy++) folder = `${base}-${copy}`;
  return folder;
}

/** The model the user names, by its file or as one of those that are shipped, or that of the newest run. @throws UserError where there is none. */
export async function findModel(named: string | undefined): Promise<string> {
  if (named !== undefined && isShippedName(named)) return fileURLToPath(modelUrl(named));
  if (named !== undefined) return userPath(named);
  const runs = userPath('runs');
  const names = await readdir(runs).catch(() => []);
  const models = names
    .sort()
    .reverse()
    .map((name) => join(runs, name, MODEL_FILE));
  const newest = models.find((path) => existsSync(path));
  if (!newest)
    throw new UserError(`There is no trained model under ${runs}: run train first, or name one with --model`);
  return newest;
}
