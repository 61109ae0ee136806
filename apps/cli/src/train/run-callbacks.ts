import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { type Callbacks, EarlyStopping, progressPrinter, ReduceLROnPlateau, UserError } from '@fmnist/core';
import { CheckpointFile, HistoryFile, ModelCheckpoint } from '@fmnist/core/node';
import { eventFileName, TensorBoard } from '@fmnist/interchange';
import { parseInterval } from '../flags';
import { BEST_MODEL_FILE, CHECKPOINT_FILE } from '../paths';
import { type RunFlags, runFlagsOf, writeRunConfig } from './run-config';
import type { TrainFlags } from './train-flags';

/** What looks on at a run, and steps in, as its flags say. The checkpoint is last: it saves what the others have done. */
export function runCallbacks(flags: TrainFlags, folder: string, say: (line: string) => void): Callbacks[] {
  const { monitor, 'min-delta': minDelta, 'early-stopping': patience, 'reduce-lr': plateau } = flags;
  const callbacks: Callbacks[] = [{ trainBegin: () => writeRunConfig(folder, flags) }, progressPrinter(say)];
  if (plateau !== undefined) {
    callbacks.push(new ReduceLROnPlateau({ monitor, minDelta, patience: plateau, factor: 0.5 }));
  }
  if (patience !== undefined) callbacks.push(new EarlyStopping({ monitor, minDelta, patience }));
  if (flags['save-best']) {
    callbacks.push(new ModelCheckpoint({ monitor, minDelta, best: join(folder, BEST_MODEL_FILE) }));
  }
  if (flags.history) callbacks.push(new HistoryFile(join(folder, `history.${flags.history}`)));
  if (flags.tensorboard) callbacks.push(tensorBoard(folder, runFlagsOf(flags)));
  const interval = parseInterval('checkpoint-every', flags['checkpoint-every']);
  callbacks.push(new CheckpointFile(join(folder, CHECKPOINT_FILE), interval));
  return callbacks;
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
