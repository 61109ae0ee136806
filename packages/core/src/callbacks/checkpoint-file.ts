import { checkPositive, checkPositiveInteger } from '../checks';
import { removeLeftovers, writeFileAtomically } from '../files';
import type { Callbacks, RunningTraining } from '../model/callbacks';

export interface CheckpointFileOptions {
  /** Write after each n-th epoch. */
  everyEpochs?: number;
  /** Write when this many minutes have passed, in the middle of an epoch too. */
  everyMinutes?: number;
}

/** The longest a timer can wait, in milliseconds. */
const LONGEST_WAIT = 2 ** 31 - 1;

/**
 * Keeps a file from which a training can go on (`Model.loadCheckpoint`), to the same bits as if it had never stopped. It
 * is written as often as asked, when the training is aborted, and after its last epoch; and replaced by renaming, so that
 * whenever the process dies, the newest or the one before is there.
 *
 * @example
 * const callbacks = [new CheckpointFile('runs/first/checkpoint.safetensors', { everyEpochs: 1 })];
 */
export class CheckpointFile implements Callbacks {
  readonly #path: string;
  readonly #everyEpochs: number;
  readonly #everyMs: number;
  #training: RunningTraining | undefined;
  #timer: NodeJS.Timeout | undefined;

  /** @throws UserError where an option is out of range. */
  constructor(path: string, { everyEpochs, everyMinutes }: CheckpointFileOptions = {}) {
    this.#path = path;
    this.#everyEpochs =
      everyEpochs === undefined
        ? Number.POSITIVE_INFINITY
        : checkPositiveInteger(everyEpochs, 'CheckpointFile: everyEpochs');
    this.#everyMs =
      everyMinutes === undefined
        ? Number.POSITIVE_INFINITY
        : checkPositive(everyMinutes, 'CheckpointFile: everyMinutes') * 60_000;
  }

  async trainBegin(training: RunningTraining): Promise<void> {
    this.#training = training;
    await removeLeftovers(this.#path);
    this.#setTimer();
  }

  /** @throws UserError where the file cannot be written; the old one is then untouched. */
  async atRest(why: 'epoch' | 'pause' | 'interrupt'): Promise<void> {
    if (!this.#training) return;
    const { history, epochs } = this.#training;
    const done = history.epochs.length;
    const isLast = done === epochs || history.stopped;
    if (why === 'epoch' && !isLast && done % this.#everyEpochs !== 0) return;
    await writeFileAtomically(this.#path, this.#training.checkpoint());
    this.#setTimer();
    if (isLast || why === 'interrupt') clearTimeout(this.#timer);
  }

  #setTimer(): void {
    clearTimeout(this.#timer);
    if (this.#everyMs > LONGEST_WAIT) return;
    this.#timer = setTimeout(() => this.#training?.pause(), this.#everyMs).unref();
  }
}
