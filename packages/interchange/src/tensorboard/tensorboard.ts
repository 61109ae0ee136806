import type { Callbacks, EpochRecord, RunningTraining, StepRecord } from '@fmnist/core';
import { encodeFileVersion, encodeScalars, encodeText } from './encode-events';

export interface TensorBoardOptions {
  /** Puts bytes at the end of the event file, whose name should be one of `eventFileName`. */
  write(bytes: Uint8Array): void | Promise<void>;
  /** What else to note about the training, such as the flags it was begun with: anything JSON can hold. */
  config?: object;
}

/**
 * Writes the course of a training as TensorBoard events: loss, accuracy and learning rate of each epoch and of each step
 * that is recorded, and as a text the layers and settings. A training that goes on from a checkpoint writes what is new:
 * give it a file of its own in the same folder, and TensorBoard joins them.
 *
 * @example
 * const path = join(folder, eventFileName(Date.now() / 1000));
 * const callbacks = [new TensorBoard({ write: (bytes) => appendFile(path, bytes) })];
 */
export class TensorBoard implements Callbacks {
  readonly #options: TensorBoardOptions;
  #stepsPerEpoch = 0;
  /** All that is being written: in order, and with the first error kept for the next time somebody waits. */
  #written: Promise<void> = Promise.resolve();

  constructor(options: TensorBoardOptions) {
    this.#options = options;
  }

  async trainBegin(training: RunningTraining): Promise<void> {
    this.#stepsPerEpoch = training.stepsPerEpoch;
    this.#write(encodeFileVersion(now()));
    this.#write(encodeText(now(), 'config', describe(training, this.#options.config)));
    await this.#written;
  }

  stepRecorded({ epoch, step, loss, accuracy, learningRate }: StepRecord): void {
    const values = new Map([
      ['step/loss', loss],
      ['step/accuracy', accuracy],
      ['step/learningRate', learningRate],
    ]);
    this.#write(encodeScalars(now(), (epoch - 1) * this.#stepsPerEpoch + step, values));
  }

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
    this.#write(encodeScalars(now(), epoch, values));
    await this.#written;
  }

  #write(bytes: Uint8Array): void {
    this.#written = this.#written.then(() => this.#options.write(bytes));
    // Whoever awaits it next hears of an error; until then it is not unhandled.
    this.#written.catch(() => {});
  }
}

const now = () => Date.now() / 1000;

/** The model and its training in Markdown. */
function describe(training: RunningTraining, config: object | undefined): string {
  const { model, epochs, batchSize, samples, threads } = training;
  const settings = {
    epochs,
    batchSize,
    samples,
    threads,
    optimizer: model.optimizer?.config(),
    layers: model.layers.map((layer) => layer.config()),
    ...(config && { config }),
  };
  return ['```', model.summary(), '```', '```json', JSON.stringify(settings, null, 2), '```'].join('\n');
}
