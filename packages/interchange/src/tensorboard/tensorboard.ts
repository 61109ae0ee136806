import type { Callbacks, EpochRecord, RunningTraining, StepRecord } from '@fmnist/core';
import { encodeFileVersion, encodeScalars, encodeText } from './encode-events';

/** What else goes into the events of a {@link TensorBoard}. */
export interface TensorBoardOptions {
  /** Puts bytes at the end of the event file, whose name should be one of `eventFileName`. */
  write: (bytes: Uint8Array) => void | Promise<void>;
  /** The time in milliseconds since 1970. Default `Date.now`. */
  now?: () => number;
  /** What else to note about the training, such as the flags it was begun with: anything JSON can hold. */
  config?: unknown;
}

/**
 * Writes the course of a training as TensorBoard events: loss, accuracy and learning rate of each epoch and of each step
 * that is recorded, and as a text the layers and settings. A training that goes on from a checkpoint writes what is new:
 * give it a file of its own in the same folder, and TensorBoard joins them. Where `write` fails, the training ends with
 * its error after the current epoch.
 *
 * @example
 * const path = join(folder, eventFileName(Date.now() / 1000));
 * const callbacks = [new TensorBoard({ write: (bytes) => appendFile(path, bytes) })];
 */
export class TensorBoard implements Callbacks {
  readonly #write: TensorBoardOptions['write'];
  readonly #now: () => number;
  readonly #config: unknown;
  #stepsPerEpoch = 0;
  /** All that is being written: in order, and with the first error kept for the next time somebody waits. */
  #written: Promise<void> = Promise.resolve();

  constructor({ write, now = Date.now, config }: TensorBoardOptions) {
    this.#write = write;
    this.#now = now;
    this.#config = config;
  }

  async trainBegin(training: RunningTraining): Promise<void> {
    this.#stepsPerEpoch = training.stepsPerEpoch;
    // An error of an earlier training is not one of this.
    this.#written = this.#written.catch(() => {});
    this.#append(encodeFileVersion(this.#seconds()));
    this.#append(encodeText(this.#seconds(), 'config', describe(training, this.#config)));
    await this.#written;
  }

  stepRecorded({ epoch, step, loss, accuracy, learningRate }: StepRecord): void {
    const values = new Map([
      ['step/loss', loss],
      ['step/accuracy', accuracy],
      ['step/learningRate', learningRate],
    ]);
    this.#append(encodeScalars(this.#seconds(), (epoch - 1) * this.#stepsPerEpoch + step, values));
  }

  /** Writes the epoch's numbers. */
  async epochEnd(record: EpochRecord): Promise<void> {
    const { epoch, validation } = record;
    const values = new Map([
      ['loss/train', record.loss],
      ['accuracy/train', record.accuracy],
      ['regularizationLoss', record.regularizationLoss],
      ['learningRate', record.learningRate],
      ['epochSeconds', record.durationMs / 1000],
    ]);
    if (validation) {
      values.set('loss/validation', validation.loss);
      values.set('accuracy/validation', validation.accuracy);
    }
    this.#append(encodeScalars(this.#seconds(), epoch, values));
    await this.#written;
  }

  /** What was recorded is in the file before a training that was interrupted throws; it throws its own reason. */
  async atRest(): Promise<void> {
    await this.#written.catch(() => {});
  }

  async trainEnd(): Promise<void> {
    await this.#written;
  }

  #seconds(): number {
    return this.#now() / 1000;
  }

  #append(bytes: Uint8Array): void {
    this.#written = this.#written.then(() => this.#write(bytes));
    // Whoever awaits it next hears of an error; until then it is not unhandled.
    this.#written.catch(() => {});
  }
}

/** The model and its training in Markdown. */
function describe(training: RunningTraining, config: unknown): string {
  const { model, epochs, batchSize, samples, threads } = training;
  const settings = {
    epochs,
    batchSize,
    samples,
    threads,
    optimizer: model.optimizer?.config(),
    layers: model.layers.map((layer) => layer.config()),
    config,
  };
  return ['```', model.summary(), '```', '```json', JSON.stringify(settings, null, 2), '```'].join('\n');
}
