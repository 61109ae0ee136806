import { checkNaturalNumber, checkPositiveInteger, checkSeed } from '../checks';
import { UserError } from '../errors';
import type { TrainingSummary } from '../formats/model-file';
import type { Kernels, MemoryPiece } from '../kernels/kernels';
import type { Loss } from '../losses/loss';
import type { Accuracy } from '../metrics/accuracy';
import type { Optimizer } from '../optimizers/optimizer';
import { chooseThreads } from '../parallel/choose-threads';
import { Team } from '../parallel/team';
import { RandomStream } from '../random/random-stream';
import { sizeOf } from '../tensor/shape';
import type { Tensor } from '../tensor/tensor';
import type { CallbackAnswer, Callbacks } from './callbacks';
import { type Engine, InPlaceEngine } from './engine';
import { EvaluationPass, type EvaluationTask } from './evaluation-pass';
import type { EpochRecord, Evaluation, History, StepRecord } from './history';
import type { Network } from './network';
import { progressPrinter } from './progress-printer';
import { regularizationLoss } from './regularization';
import { checkSamples } from './samples';
import { type Labels, parseTargets } from './targets';
import { TrainingStep, type TrainingTask } from './training-step';

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
  /**
   * How many threads work: the same result for any number. `auto` takes one for each processor core, where there is
   * enough to do; where threads cannot share memory (a page that is not cross-origin isolated), one works in place.
   * Default `auto`.
   */
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
}

/** One call of `Model.train`: epochs, steps, records, and who is told about them. */
export class Training {
  readonly #model: Trainable;
  readonly #options: TrainOptions;
  readonly #epochs: number;
  readonly #seed: number;
  readonly #samples: number;
  readonly #batchSize: number;
  readonly #callbacks: readonly Callbacks[];
  /** Whether a callback wants to hear of every step before the next begins. */
  readonly #everyStep: boolean;
  readonly #recordEvery: number;
  readonly #task: TrainingTask;
  readonly #validation: EvaluationTask | undefined;
  readonly #history: { steps: StepRecord[]; epochs: EpochRecord[]; stopped: boolean; threads: number };

  /** @throws UserError where options, samples or labels do not fit the model. */
  constructor(model: Trainable, x: Tensor, y: Labels, options: TrainOptions) {
    const { network, loss, accuracy } = model;
    const { printEvery = 0, threads = 'auto', validationData } = options;
    this.#model = model;
    this.#options = options;
    this.#epochs = checkPositiveInteger(options.epochs ?? 1, 'train: epochs');
    this.#recordEvery = checkNaturalNumber(options.recordEvery ?? printEvery, 'train: recordEvery');
    this.#seed = checkSeed(options.seed ?? 0, 'train: seed');
    checkNaturalNumber(printEvery, 'train: printEvery');
    if (threads !== 'auto') checkPositiveInteger(threads, 'train: threads');

    this.#samples = checkSamples(x, network, 'x');
    const targets = parseTargets(y, loss, network, this.#samples);
    this.#batchSize = checkPositiveInteger(options.batchSize ?? this.#samples, 'train: batchSize');
    this.#validation = validationData && prepareValidation(model, ...validationData);
    accuracy.prepare(targets.values);
    this.#callbacks = [
      ...(printEvery > 0 ? [progressPrinter((line) => console.log(line))] : []),
      ...(options.callbacks ?? []),
    ];
    this.#everyStep = this.#callbacks.some(({ stepBegin, stepEnd }) => stepBegin ?? stepEnd);
    this.#task = {
      ...model,
      samples: x.data,
      targets,
      batchSize: this.#batchSize,
      seed: this.#seed,
      recordEvery: this.#everyStep ? 1 : this.#recordEvery,
    };
    this.#history = { steps: [], epochs: [], stopped: false, threads: 1 };
  }

  /** Trains, and gives back all memory and threads however it ends. */
  async run(): Promise<History> {
    const { kernels, network, optimizer } = this.#model;
    const { signal } = this.#options;
    optimizer.bind(kernels, network.parameters);
    const { made: step, pieces } = kernels.trace(() => new TrainingStep(this.#task));
    let engine: Engine | undefined;
    const stop = () => engine?.stop();
    try {
      engine = await this.#startEngine(step, pieces);
      signal?.addEventListener('abort', stop);
      signal?.throwIfAborted();
      await this.#runEpochs(step, engine);
      return this.#history;
    } finally {
      signal?.removeEventListener('abort', stop);
      await engine?.close();
      kernels.release(pieces);
    }
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

  async #startEngine(step: TrainingStep, stepPieces: readonly MemoryPiece[]): Promise<Engine> {
    const { kernels, network, loss, accuracy, optimizer } = this.#model;
    const { shared } = kernels;
    const operations = 6 * countNumbers(network) * this.#samples * this.#epochs;
    const threads = chooseThreads(this.#options.threads ?? 'auto', kernels, operations);
    if (shared && threads > 1) {
      return Team.start({ training: this.#task, stepPieces, validation: this.#validation, shared }, threads);
    }
    const validation =
      this.#validation && new EvaluationPass(kernels, network, loss, accuracy, this.#validation);
    return new InPlaceEngine(step, optimizer, validation);
  }

  async #runEpochs(step: TrainingStep, engine: Engine): Promise<void> {
    this.#history.threads = engine.threads;
    for (const callback of this.#callbacks) {
      callback.trainBegin?.({
        epochs: this.#epochs,
        stepsPerEpoch: step.stepsPerEpoch,
        batchSize: this.#batchSize,
        samples: this.#samples,
        threads: engine.threads,
      });
    }
    for (let epoch = 1; epoch <= this.#epochs && !this.#history.stopped; epoch++) {
      await this.#runEpoch(step, engine, epoch);
    }
    for (const callback of this.#callbacks) await callback.trainEnd?.(this.#history);
  }

  async #runEpoch(step: TrainingStep, engine: Engine, epoch: number): Promise<void> {
    const { signal } = this.#options;
    for (const callback of this.#callbacks) this.#heed(await callback.epochBegin?.(epoch));
    signal?.throwIfAborted();
    if (this.#history.stopped) return;
    const begin = performance.now();
    this.#order(step, epoch);
    const steps = await this.#runSteps(step, engine, epoch);
    const durationMs = performance.now() - begin;
    if (steps === 0) return;
    const validation = this.#validation && (await engine.evaluate());
    signal?.throwIfAborted();
    const record = this.#epochRecord(step, epoch, steps, durationMs, validation);
    this.#history.epochs.push(record);
    for (const callback of this.#callbacks) this.#heed(await callback.epochEnd?.(record));
  }

  /** @returns how many steps were taken: fewer than the epoch has where a callback stopped the training */
  async #runSteps(step: TrainingStep, engine: Engine, epoch: number): Promise<number> {
    const { stepsPerEpoch } = step;
    const firstIteration = this.#model.optimizer.iterations;
    let reported = 0;
    const report = (until: number) => {
      for (; reported < until; reported++) {
        if (!step.isRecorded(reported) || step.hasFailed(reported)) continue;
        this.#report(this.#stepRecord(step, epoch, reported, firstIteration + reported));
      }
    };
    let next = 0;
    while (next < stepsPerEpoch && !this.#history.stopped) {
      if (this.#everyStep) {
        for (const callback of this.#callbacks) this.#heed(callback.stepBegin?.(epoch, next));
        if (this.#history.stopped) break;
      }
      next = await engine.run(epoch - 1, next, this.#everyStep ? next + 1 : stepsPerEpoch, report);
      report(next);
      this.#checkNumbers(step, epoch, next - 1);
      this.#options.signal?.throwIfAborted();
    }
    return next;
  }

  #checkNumbers(step: TrainingStep, epoch: number, index: number): void {
    if (!step.hasFailed(index)) return;
    throw new UserError(
      `Training stopped: ${step.explainFailure(index)} has a number that is not finite (NaN or infinity) at epoch ${epoch}, step ${index}. ` +
        'Try a smaller learning rate, and check the data',
    );
  }

  #report(record: StepRecord): void {
    for (const callback of this.#callbacks) this.#heed(callback.stepEnd?.(record));
    const isLast = record.step === Math.ceil(this.#samples / this.#batchSize) - 1;
    if (!isLast && (this.#recordEvery === 0 || record.step % this.#recordEvery !== 0)) return;
    this.#history.steps.push(record);
    for (const callback of this.#callbacks) callback.stepRecorded?.(record);
  }

  #heed(answer: CallbackAnswer): void {
    if (answer === 'stop') this.#history.stopped = true;
  }

  #order({ order }: TrainingStep, epoch: number): void {
    if (this.#options.shuffle ?? true) {
      this.#model.kernels.permute(order, new RandomStream(this.#seed, 'shuffle', epoch).key);
    } else {
      for (let index = 0; index < order.length; index++) order[index] = index;
    }
  }

  #stepRecord(training: TrainingStep, epoch: number, step: number, iteration: number): StepRecord {
    const dataLoss = training.dataLosses[step];
    const penalty = training.regularizationLosses[step];
    return {
      epoch,
      step,
      loss: dataLoss + penalty,
      dataLoss,
      regularizationLoss: penalty,
      accuracy: training.accuracies[step],
      learningRate: this.#model.optimizer.learningRateAt(iteration),
    };
  }

  #epochRecord(
    step: TrainingStep,
    epoch: number,
    steps: number,
    durationMs: number,
    validation: Evaluation | undefined,
  ): EpochRecord {
    const { kernels, network, optimizer } = this.#model;
    const dataLoss = this.#meanOverSamples(step.dataLosses, steps);
    const penalty = regularizationLoss(kernels, network);
    return {
      epoch,
      loss: dataLoss + penalty,
      dataLoss,
      regularizationLoss: penalty,
      accuracy: this.#meanOverSamples(step.accuracies, steps),
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

function prepareValidation({ network, loss }: Trainable, x: Tensor, y: Labels): EvaluationTask {
  const count = checkSamples(x, network, 'the validation x');
  const targets = parseTargets(y, loss, network, count);
  return {
    samples: x.data,
    targets,
    losses: new Float64Array(count),
    matches: new Float64Array(count),
  };
}

function countNumbers({ parameters }: Network): number {
  return parameters.reduce((count, { shape }) => count + sizeOf(shape), 0);
}
