import { UserError } from '../errors';
import { writeFileAtomically } from '../files';
import type { Callbacks, RunningTraining } from '../model/callbacks';
import { epochsAsCsv, epochsAsJsonLines } from './history-text';

/**
 * Keeps a file of the epochs of a training: CSV where its name ends in `.csv`, JSON lines where it ends in `.jsonl`. It is
 * written anew after each epoch, whole or not at all; a training that goes on from a checkpoint keeps the epochs before.
 *
 * @example await model.train(x, y, { epochs: 15, callbacks: [new HistoryFile('runs/first/history.csv')] });
 */
export class HistoryFile implements Callbacks {
  readonly #path: string;
  readonly #format: typeof epochsAsCsv;
  #training: RunningTraining | undefined;

  /** @throws UserError where the name ends in neither. */
  constructor(path: string) {
    const isCsv = path.endsWith('.csv');
    if (!isCsv && !path.endsWith('.jsonl')) {
      throw new UserError(`A history file’s name must end in .csv or .jsonl, got "${path}"`);
    }
    this.#path = path;
    this.#format = isCsv ? epochsAsCsv : epochsAsJsonLines;
  }

  trainBegin(training: RunningTraining): void {
    this.#training = training;
  }

  /** @throws UserError where the file cannot be written; the old one is then untouched. */
  async epochEnd(): Promise<void> {
    if (this.#training) await writeFileAtomically(this.#path, this.#format(this.#training.history.epochs));
  }
}
