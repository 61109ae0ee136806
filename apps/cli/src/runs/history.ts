/** A run's `history.jsonl`: an object an epoch, as `HistoryFile` of core writes it. */
import { join } from 'node:path';
import type { EpochRecord } from '@fmnist/core';
import * as z from 'zod';
import { HISTORY_FILE } from '../paths';
import { measure, parseJsonAs, readTextIfThere } from './read-json';

const line = z
  .object({
    epoch: z.int().min(1),
    loss: measure,
    dataLoss: measure,
    regularizationLoss: measure,
    accuracy: measure,
    learningRate: measure,
    durationMs: z.number(),
    validationLoss: measure.optional(),
    validationAccuracy: measure.optional(),
  })
  .transform(({ validationLoss: loss, validationAccuracy: accuracy, ...record }): EpochRecord => {
    const isValidated = loss !== undefined && accuracy !== undefined;
    return { ...record, ...(isValidated && { validation: { loss, accuracy } }) };
  });

/**
 * The epochs of a run, the first first: none where it was not through its first.
 * @throws UserError where the file is damaged.
 */
export function readRunHistory(folder: string): EpochRecord[] {
  const path = join(folder, HISTORY_FILE);
  const lines = (readTextIfThere(path) ?? '').split('\n').filter((text) => text !== '');
  return lines.map((text, index) => parseJsonAs(text, line, `${path}, line ${index + 1},`));
}
