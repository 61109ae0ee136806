import { checkNaturalNumber, checkPositiveInteger } from '../checks';
import { UserError } from '../errors';
import type { TrainingSummary } from '../formats/model-file';
import type { Kernels } from '../kernels/kernels';
import type { Loss } from '../losses/loss';
import type { Accuracy } from '../metrics/accuracy';
import type { Optimizer } from '../optimizers/optimizer';
import { RandomStream } from '../random/random-stream';
import type { Tensor } from '../tensor/tensor';
import type { CallbackAnswer, Callbacks } from './callbacks';
import { type Engine, InPlaceEngine } from './engine';
import type { EpochRecord, Evaluation, History, StepRecord } from './history';
import type { Network } from './network';
import { progressPrinter } from './progress-printer';
import { regularizationLoss } from './regularization';
import { checkSamples } from './samples';
import { type Labels, parseTargets } from './targets';
import { TrainingStep } from './training-step';

export interface TrainOptions {
  /** How often to go through the data. Default 1. */
  epochs?: number;
  /** How many samples go into a step. Default: all. */
  batchSize?: number;
  /** Print every n-th step as the original program does; 0 prints nothing. Default 0. */
  printEvery?: number;
  /** Put every n-th step of each epoch, and its last, into the history; 0: the last alone. Default `printEvery`. */
  recordEvery?: number;
  /** Samples and labels to evaluate the model on after each epoch. */
  validationData?: readonly [x: Tensor, y: Labels];
  /** Whether to go through the data in another order each epoch. Default true. */
  shuffle?: boolean;
  /** What everything random depends on: order and dropout. A whole number from 0 to 2^32 − 1. Default 0. */
  seed?: number;
  /** How many threads may work. The result is the same for any number. Default `auto`. */
  threads?: number | 'auto';
  callbacks?: readonly Callbacks[];
  /** Ends the training after the current step: `train` then throws the signal's reason. */
  signal?: AbortSignal;
}

/** The parts of a model that a training needs. */
export interface Trainable {
  readonly kernels: Kernels;
  readonly network: Network;
  readonly loss: Loss;
  readonly accuracy: Accuracy;
  readonly optimizer: Optimizer;
  evaluate(x: Tensor, y: Labels): Promise<Evaluation>;
}

/** One call of `Model.train`: epochs, steps, records, and who is told about them. */
export class Training {
  readonly #model: Trainable;
  readonly #options: TrainOptions;
  readonly #epochs: number;
  readonly #seed: number;
  readonly #samples: number;
  readonly #batchSize: number;
  readonly #recordEvery: number;
  readonly #callbacks: readonly Callbacks[];
  /** Whether a callback wants to hear of every step. */
  readonly #everyStep: boolean;
  readonly #step: TrainingStep;
  readonly #engine: Engine;
  readonly #history: History;

  /** @throws UserError where options, samples or labels do not fit the model. */
  constructor(model: Trainable, x: Tensor, y: Labels, options: TrainOptions) {
    const { kernels, network, loss, accuracy, optimizer } = model;
    const { printEvery = 0, threads = 'auto', validationData } = options;
    this.#model = model;
    this.#options = options;
    this.#epochs = checkPositiveInteger(options.epochs ?? 1, 'train: epochs');
    this.#recordEvery = checkNaturalNumber(options.recordEvery ?? printEvery, 'train: recordEvery');
    this.#seed = options.seed ?? 0;
    checkNaturalNumber(printEvery, 'train: printEvery');
    if (threads !== 'auto') checkPositiveInteger(threads, 'train: threads');

    this.#samples = checkSamples(x, network, 'x');
    const targets = parseTargets(y, loss, network, this.#samples);
    this.#batchSize = checkPositiveInteger(options.batchSize ?? this.#samples, 'train: batchSize');
    if (validationData) {
      const count = checkSamples(validationData[0], network, 'the validation x');
      parseTargets(validationData[1], loss, network, count);
    }

    optimizer.bind(kernels, network.parameters);
    accuracy.prepare(targets.values);
    this.#step = new TrainingStep({
      kernels,
      network,
      loss,
      accuracy,
      optimizer,
      samples: kernels.hold(x.data),
      targets: {
        count: targets.count,
        classes: kernels.hold(targets.classes),
        values: kernels.hold(targets.values),
      },
      batchSize: this.#batchSize,
      seed: this.#seed,
    });
    this.#engine = new InPlaceEngine(this.#step, optimizer);
    this.#callbacks = [
      ...(printEvery > 0 ? [progressPrinter((line) => console.log(line))] : []),
      ...(options.callbacks ?? []),
    ];
    this.#everyStep = this.#callbacks.some(({ stepBegin, stepEnd }) => stepBegin ?? stepEnd);
    this.#history = { steps: [], epochs: [], stopped: false, threads: this.#engine.threads };
  }

  async run(): Promise<History> {
    for (const callback of this.#callbacks) {
      callback.trainBegin?.({
        epochs: this.#epochs,
        stepsPerEpoch: this.#step.stepsPerEpoch,
        batchSize: this.#batchSize,
        samples: this.#samples,
        threads: this.#engine.threads,
      });
    }
    for (let epoch = 1; epoch <= this.#epochs && !this.#history.stopped; epoch++) await this.#runEpoch(epoch);
    for (const callback of this.#callbacks) await callback.trainEnd?.(this.#history);
    return this.#history;
  }

  /** What the model file says of the training; nothing where no epoch was ended. */
  summary(): TrainingSummary | undefined {
    const last = this.#history.epochs.at(-1);
    return (
      last && {
        epochs: last.epoch,
        batchSize: this.#batchSize,
        samples: this.#samples,
        seed: this.#seed,
        shuffle: this.#options.shuffle ?? true,
        iterations: this.#model.optimizer.iterations,
        loss: last.loss,
        accuracy: last.accuracy,
      }
    );
  }

  async #runEpoch(epoch: number): Promise<void> {
    const { signal, validationData } = this.#options;
    signal?.throwIfAborted();
    for (const callback of this.#callbacks) this.#heed(await callback.epochBegin?.(epoch));
    if (this.#history.stopped) return;
    this.#order(epoch);
    const begin = performance.now();
    const steps = await this.#runSteps(epoch);
    const durationMs = performance.now() - begin;
    if (steps === 0) return;
    const validation = validationData && (await this.#model.evaluate(...validationData));
    signal?.throwIfAborted();
    const record = this.#epochRecord(epoch, steps, durationMs, validation);
    this.#history.epochs.push(record);
    for (const callback of this.#callbacks) this.#heed(await callback.epochEnd?.(record));
  }

  /** @returns how many steps were taken: fewer than the epoch has where a callback stopped the training */
  async #runSteps(epoch: number): Promise<number> {
    const { stepsPerEpoch } = this.#step;
    const { optimizer } = this.#model;
    const firstIteration = optimizer.iterations;
    const wantsPenalty = (step: number) => this.#everyStep || this.#isRecorded(step);
    let next = 0;
    while (next < stepsPerEpoch) {
      if (this.#everyStep) {
        for (const callback of this.#callbacks) this.#heed(callback.stepBegin?.(epoch, next));
        if (this.#history.stopped) break;
      }
      const until = this.#everyStep ? next + 1 : this.#nextRecorded(next) + 1;
      next = await this.#engine.run(epoch - 1, next, until, wantsPenalty);
      this.#checkNumbers(epoch, next - 1);
      if (next === until) this.#report(this.#stepRecord(epoch, next - 1, firstIteration + next - 1));
      this.#options.signal?.throwIfAborted();
      if (this.#history.stopped) break;
    }
    return next;
  }

  #checkNumbers(epoch: number, step: number): void {
    const failure = this.#step.failure();
    if (failure === undefined) return;
    throw new UserError(
      `Training stopped: ${failure} has a number that is not finite (NaN or infinity) at epoch ${epoch}, step ${step}. ` +
        'Try a smaller learning rate, and check the data',
    );
  }

  #report(record: StepRecord): void {
    for (const callback of this.#callbacks) this.#heed(callback.stepEnd?.(record));
    if (!this.#isRecorded(record.step)) return;
    this.#history.steps.push(record);
    for (const callback of this.#callbacks) this.#heed(callback.stepRecorded?.(record));
  }

  #heed(answer: CallbackAnswer): void {
    if (answer === 'stop') this.#history.stopped = true;
  }

  #isRecorded(step: number): boolean {
    return step === this.#step.stepsPerEpoch - 1 || (this.#recordEvery > 0 && step % this.#recordEvery === 0);
  }

  #nextRecorded(step: number): number {
    let next = step;
    while (!this.#isRecorded(next)) next++;
    return next;
  }

  #order(epoch: number): void {
    const { order } = this.#step;
    if (this.#options.shuffle ?? true) {
      order.set(new RandomStream(this.#seed, 'shuffle', epoch).permutation(order.length));
    } else {
      for (let index = 0; index < order.length; index++) order[index] = index;
    }
  }

  #stepRecord(epoch: number, step: number, iteration: number): StepRecord {
    const dataLoss = this.#step.dataLosses[step];
    const penalty = this.#step.regularizationLosses[step];
    return {
      epoch,
      step,
      loss: dataLoss + penalty,
      dataLoss,
      regularizationLoss: penalty,
      accuracy: this.#step.accuracies[step],
      learningRate: this.#model.optimizer.learningRateAt(iteration),
    };
  }

  #epochRecord(
    epoch: number,
    steps: number,
    durationMs: number,
    validation: Evaluation | undefined,
  ): EpochRecord {
    const { kernels, network, optimizer } = this.#model;
    const dataLoss = this.#meanOverSamples(this.#step.dataLosses, steps);
    const penalty = regularizationLoss(kernels, network);
    return {
      epoch,
      loss: dataLoss + penalty,
      dataLoss,
      regularizationLoss: penalty,
      accuracy: this.#meanOverSamples(this.#step.accuracies, steps),
      learningRate: optimizer.learningRateAt(optimizer.iterations - 1),
      durationMs,
      ...(validation && { validation }),
    };
  }

  /** The mean over all samples seen of a measure that is a mean over each step's batch: the last may be short. */
  #meanOverSamples(perStep: Float64Array, steps: number): number {
    let sum = 0;
    let seen = 0;
    for (let step = 0; step < steps; step++) {
      const rows = Math.min(this.#batchSize, this.#samples - seen);
      sum += perStep[step] * rows;
      seen += rows;
    }
    return sum / seen;
  }
}
