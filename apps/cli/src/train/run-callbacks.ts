import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Callbacks, EarlyStopping, ReduceLROnPlateau, UserError } from '@fmnist/core';
import { CheckpointFile, HistoryFile, ModelCheckpoint } from '@fmnist/core/node';
import { eventFileName, TensorBoard } from '@fmnist/interchange';
import { parseInterval } from '../flags';
import {
  BEST_MODEL_FILE,
  CHECKPOINT_FILE,
  HISTORY_FILE,
  HISTORY_TABLE_FILE,
  REPORT_FILE,
  RESULT_FILE,
} from '../paths';
import { type RunConfig, type RunFlags, writeRunConfig } from '../runs/config';
import { markRunning } from '../runs/running';
import type { TrainFlags } from './train-flags';
import type { TrainingView } from './view/training-view';

/** What looks on at a run, and steps in, as its flags say. The checkpoint is last: it saves what the others have done. */
export function runCallbacks(
  flags: TrainFlags,
  folder: string,
  config: RunConfig,
  view: TrainingView,
): Callbacks[] {
  const { monitor, 'min-delta': minDelta, 'early-stopping': patience, 'reduce-lr': plateau } = flags;
  const callbacks: Callbacks[] = [
    { trainBegin: () => beginRecords(folder, config) },
    view.follow(folder),
    new HistoryFile(join(folder, HISTORY_FILE)),
  ];
  if (plateau !== undefined) {
    callbacks.push(new ReduceLROnPlateau({ monitor, minDelta, patience: plateau, factor: 0.5 }));
  }
  if (patience !== undefined) callbacks.push(new EarlyStopping({ monitor, minDelta, patience }));
  if (flags['save-best']) {
    callbacks.push(new ModelCheckpoint({ monitor, minDelta, best: join(folder, BEST_MODEL_FILE) }));
  }
  if (flags.history) callbacks.push(new HistoryFile(join(folder, HISTORY_TABLE_FILE)));
  if (flags.tensorboard) callbacks.push(tensorBoard(folder, config.flags));
  const interval = parseInterval('checkpoint-every', flags['checkpoint-every']);
  callbacks.push(new CheckpointFile(join(folder, CHECKPOINT_FILE), interval));
  return callbacks;
}

/** A run that goes on has no result, and no report of it, until it ends again. */
async function beginRecords(folder: string, config: RunConfig): Promise<void> {
  await markRunning(folder);
  for (const name of [RESULT_FILE, REPORT_FILE]) await rm(join(folder, name), { force: true });
  await writeRunConfig(folder, config);
}

function tensorBoard(folder: string, config: RunFlags): TensorBoard {
  const path = join(folder, eventFileName(Date.now() / 1000, `fmnist.${process.pid}`));
  return new TensorBoard({ config, write: (bytes) => append(path, bytes) });
}

async function append(path: string, bytes: Uint8Array): Promise<void> {
  try {
    const file = await open(path, 'a');
    try {
      await file.writeFile(bytes);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw new UserError(`Cannot write ${path}: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    });
  }
}
