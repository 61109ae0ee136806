import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { Model, type TrainingProgress, UserError } from '@fmnist/core';
import { readFileOrExplain } from '@fmnist/core/node';
import type { Recipe } from '@fmnist/models';
import { CHECKPOINT_FILE, newRunFolder, userPath } from '../paths';
import { checkSameRun, readRunConfig } from './run-config';
import { runFolderOf } from './run-folder';
import type { TrainFlags } from './train-flags';

/** A run that is about to train. */
export interface Beginning {
  readonly model: Model;
  readonly folder: string;
  /** Where to go on, if not at the beginning. */
  readonly progress: TrainingProgress | undefined;
}

/** Begins a new run, or takes up the one that `--resume` names where it stopped. */
export function begin(flags: TrainFlags, recipe: Recipe, say: (line: string) => void): Promise<Beginning> {
  return flags.resume === undefined
    ? beginAnew(flags, recipe, say)
    : takeUp(flags, recipe, flags.resume, say);
}

async function beginAnew(flags: TrainFlags, recipe: Recipe, say: (line: string) => void): Promise<Beginning> {
  const model = await createModel(flags, recipe, say);
  const name = parse(flags.preset).name;
  const folder = flags.out === undefined ? newRunFolder(name, flags.seed, new Date()) : userPath(flags.out);
  // Of an older run in the same folder: nobody should go on from it with the flags of this one.
  await rm(join(folder, CHECKPOINT_FILE), { force: true });
  return { model, folder, progress: undefined };
}

async function takeUp(
  flags: TrainFlags,
  recipe: Recipe,
  named: string,
  say: (line: string) => void,
): Promise<Beginning> {
  const folder = runFolderOf(named);
  checkSameRun(flags, readRunConfig(folder));
  const path = join(folder, CHECKPOINT_FILE);
  if (!existsSync(path)) {
    say(`${folder} was interrupted before its first checkpoint: it begins anew`);
    return { model: await createModel(flags, recipe, say), folder, progress: undefined };
  }
  const bytes = await readFileOrExplain(path, 'checkpoint');
  const { model, progress } = explained(`--resume ${named}`, () => Model.loadCheckpoint(bytes));
  const { epoch, step } = progress;
  say(`Goes on after ${step > 0 ? `step ${step} of epoch ${epoch + 1}` : `epoch ${epoch}`} of ${folder}`);
  return { model, folder, progress };
}

async function createModel(
  { seed, precision, 'init-from': initFrom }: TrainFlags,
  recipe: Recipe,
  say: (line: string) => void,
): Promise<Model> {
  const model = Model.fromConfig(recipe.model, { seed, precision });
  if (initFrom !== undefined) {
    const bytes = await readFileOrExplain(userPath(initFrom), 'parameters file');
    explained(`--init-from ${initFrom}`, () => initialize(model, bytes, say));
  }
  return model;
}

/** Takes the parameters from a file, and where it was saved with the state of the same optimizer, that too. */
function initialize(model: Model, bytes: Uint8Array, say: (line: string) => void): void {
  model.loadParameters(bytes);
  const state = Model.readOptimizerState(bytes);
  if (!state || state.type !== model.optimizer?.type) return;
  model.setOptimizerState(state);
  say(`${state.type} goes on after ${state.iterations} steps`);
}

function explained<T>(where: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(`${where}: ${error.message}`, { cause: error });
  }
}
