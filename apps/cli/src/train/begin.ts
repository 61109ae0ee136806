import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Model, type TrainingProgress, UserError } from '@fmnist/core';
import { readFileOrExplain } from '@fmnist/core/node';
import type { Recipe } from '@fmnist/models';
import { CHECKPOINT_FILE, HISTORY_FILE, HISTORY_TABLE_FILE, REPORT_FILE, RESULT_FILE } from '../paths';
import { CONFIG_FORMAT_VERSION, type RunConfig, type RunData } from '../runs/config';
import { sha256 } from '../runs/data';
import { describeEnvironment } from '../runs/environment';
import { VERSION } from '../version';
import { type EarlierRun, isAsInRun, runFlagsOf } from './earlier-run';
import { explained } from './explained';
import type { TrainFlags } from './train-flags';

/** What a run is to be. */
export interface Plan {
  readonly flags: TrainFlags;
  readonly recipe: Recipe;
  readonly data: RunData;
  readonly folder: string;
  /** The run it goes on with or repeats. */
  readonly earlier: EarlierRun | undefined;
}

/** A run that is about to train. */
export interface Beginning {
  readonly model: Model;
  readonly config: RunConfig;
  /** Where to go on, if not at the beginning. */
  readonly progress: TrainingProgress | undefined;
}

/** Begins a new run, or takes up the one that `--resume` names where it stopped. */
export async function begin(plan: Plan, say: (line: string) => void): Promise<Beginning> {
  const { flags, folder } = plan;
  if (flags.resume === undefined) return beginAnew(plan, say);
  const path = join(folder, CHECKPOINT_FILE);
  if (!existsSync(path)) {
    say(`${folder} was interrupted before its first checkpoint: it begins anew`);
    return beginAnew(plan, say);
  }
  const bytes = await readFileOrExplain(path, 'checkpoint');
  const { model, progress } = explained(`--resume ${flags.resume}`, () => Model.loadCheckpoint(bytes));
  const { epoch, step } = progress;
  say(
    epoch < plan.recipe.epochs
      ? `Goes on after ${step > 0 ? `step ${step} of epoch ${epoch + 1}` : `epoch ${epoch}`} of ${folder}`
      : `All ${epoch} epochs of ${folder} are done; to train on, give more with --epochs`,
  );
  return { model, config: configOf(plan, plan.earlier?.config.initFrom), progress };
}

async function beginAnew(plan: Plan, say: (line: string) => void): Promise<Beginning> {
  const { flags, recipe, folder } = plan;
  const model = Model.fromConfig(recipe.model, { seed: flags.seed, precision: flags.precision });
  const initFrom = await initialize(model, plan, say);
  await removeRecords(folder);
  return { model, config: configOf(plan, initFrom), progress: undefined };
}

/**
 * Takes the parameters from the file of `--init-from`, and where it was saved with the state of the same optimizer, that
 * too.
 */
async function initialize(
  model: Model,
  { flags, earlier }: Plan,
  say: (line: string) => void,
): Promise<RunConfig['initFrom']> {
  const file = flags['init-from'];
  if (file === undefined) return undefined;
  const bytes = await readFileOrExplain(file, 'parameters file');
  const hash = sha256(bytes);
  const isThatOfTheRun = earlier && isAsInRun('init-from', flags, earlier.config.flags);
  if (isThatOfTheRun && earlier.config.initFrom?.sha256 !== hash) {
    throw new UserError(
      `--init-from ${file} is not what the run of ${earlier.path} began with: its SHA-256 is another`,
    );
  }
  explained(`--init-from ${file}`, () => {
    model.loadParameters(bytes);
    const state = Model.readOptimizerState(bytes);
    if (!state || state.type !== model.optimizer?.type) return;
    model.setOptimizerState(state);
    say(`${state.type} goes on after ${state.iterations} steps`);
  });
  return { file, sha256: hash };
}

/** Of an older run in the same folder: nobody should go on from it, or take its records for those of the new one. */
async function removeRecords(folder: string): Promise<void> {
  const records = [CHECKPOINT_FILE, RESULT_FILE, HISTORY_FILE, HISTORY_TABLE_FILE, REPORT_FILE];
  const paths = records.map((name) => join(folder, name)).filter((path) => existsSync(path));
  await Promise.all(paths.map((path) => rm(path)));
}

function configOf({ flags, recipe, data, earlier }: Plan, initFrom: RunConfig['initFrom']): RunConfig {
  const environment = describeEnvironment(flags.threads, new Date());
  const { model, augment, ...others } = recipe;
  return {
    formatVersion: CONFIG_FORMAT_VERSION,
    fmnist: VERSION,
    recipe: { ...others, model: { ...model }, augment: augment.map((each) => ({ ...each })) },
    flags: runFlagsOf(flags),
    data,
    ...(initFrom && { initFrom }),
    environment:
      flags.resume !== undefined && earlier
        ? { ...environment, startedAt: earlier.config.environment.startedAt }
        : environment,
  };
}
