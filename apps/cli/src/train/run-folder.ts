import { existsSync } from 'node:fs';
import { basename, dirname, join, parse, relative } from 'node:path';
import { UserError } from '@fmnist/core';
import { fileStatus } from '../file-status';
import { CHECKPOINT_FILE, CONFIG_FILE, newRunFolder, runsFolder, userPath } from '../paths';
import { checkNotRunning } from '../runs/running';
import type { TrainFlags } from './train-flags';

/** The `config.json` of a run that was named: by itself, by the folder it is in, or by the checkpoint beside it. */
export function configPathOf(named: string): string {
  const path = userPath(named);
  if (basename(path) === CHECKPOINT_FILE) return join(dirname(path), CONFIG_FILE);
  return fileStatus(path)?.isFile() ? path : join(path, CONFIG_FILE);
}

/**
 * The folder that a training writes to, as its flags say.
 * @throws UserError where a run of that name exists, or another process trains in the folder.
 */
export function runFolderFor(flags: TrainFlags): string {
  const { name, out, resume, preset, seed } = flags;
  if (resume !== undefined) return checked(dirname(configPathOf(resume)));
  if (out !== undefined) return checked(userPath(out));
  if (name === undefined) return newRunFolder(parse(preset).name, seed, new Date());
  const folder = join(runsFolder(), name);
  if (existsSync(folder)) {
    const shown = relative(process.cwd(), folder);
    throw new UserError(
      `${shown} exists already: take another --name, go on with it (--resume ${shown}), or remove it (fmnist runs rm ${name})`,
    );
  }
  return folder;
}

function checked(folder: string): string {
  checkNotRunning(folder);
  return folder;
}
