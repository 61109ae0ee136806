import { UserError } from '../errors';
import type { TrainingSummary } from '../formats/model-config';
import type { MemoryPiece } from '../kernels/kernels';
import { chooseThreads } from '../parallel/choose-threads';
import { countCores } from '../parallel/platform';
import { sizeOf } from '../tensor/shape';
import type { Tensor } from '../tensor/tensor';
import { CallbackList } from './callback-list';
import { type Engine, InPlaceEngine } from './engine';
import { EvaluationPass, type EvaluationTask } from './evaluation-pass';
import type { History } from './history';
import type { Network } from './network';
import type { TrainingProgress } from './progress';
import { progressPrinter } from './progress-printer';
import { checkSamples } from './samples';
import type { Sequential } from './sequential';
import { showAverages } from './shown-averages';
import { type Labels, parseTargets } from './targets';
import { settingsOf, type TrainingSettings, type TrainOptions } from './train-options';
import { TrainingRun } from './training-run';
import { type Trainable, TrainingStep, type TrainingTask } from './training-step';

/** A model as its training knows it. */
export interface TrainedModel extends Trainable {
  readonly model: Sequential;
  /** The model and where its training is, as a file. */
  checkpoint(progress: TrainingProgress): Uint8Array<ArrayBuffer>;
}

/** One call of `Model.train`: checks what it is given, and has it done by the threads there are. */
export class Training {
  readonly #trained: TrainedModel;
  readonly #options: TrainOptions;
  readonly #settings: TrainingSettings;
  readonly #callbacks: CallbackList;
  readonly #task: TrainingTask;
  readonly #validation: EvaluationTask | undefined;
  #history: History | undefined;

  /** @throws UserError where options, samples or labels do not fit the model. */
  constructor(trained: TrainedModel, x: Tensor, y: Labels, options: TrainOptions) {
    const { kernels, network, loss, accuracy, optimizer } = trained;
    const { printEvery = 0, validationData } = options;
    this.#trained = trained;
    this.#options = options;
    const samples = checkSamples(x, network, 'x');
    this.#settings = settingsOf(options, samples);
    const { batchSize, seed, recordEvery, augment } = this.#settings;
    const targets = parseTargets(y, loss, network, samples);
    this.#validation = validationData && prepareValidation(trained, ...validationData);
    accuracy.prepare(targets.values);
    this.#callbacks = new CallbackList([
      ...(printEvery > 0 ? [progressPrinter((line) => console.log(line))] : []),
      ...(options.callbacks ?? []),
    ]);
    this.#task = {
      kernels,
      network,
      loss,
      accuracy,
      optimizer,
      samples: x.data,
      targets,
      batchSize,
      seed,
      recordEvery: this.#callbacks.wantsEveryStep ? 1 : recordEvery,
      augment,
    };
  }

  /** Trains, and gives back all memory and threads however it ends. */
  async run(): Promise<History> {
    const { model, kernels, network, optimizer, checkpoint } = this.#trained;
    const { signal, resume } = this.#options;
    optimizer.bind(kernels, network.parameters);
    const { made: step, pieces } = kernels.trace(() => new TrainingStep(this.#task));
    optimizer.averages?.begin();
    optimizer.training = {
      first: optimizer.iterations - (resume ? resume.epoch * step.stepsPerEpoch + resume.step : 0),
      steps: this.#settings.epochs * step.stepsPerEpoch,
    };
    let engine: Engine | undefined;
    const stop = () => engine?.stop();
    try {
      engine = await this.#startEngine(step, pieces);
      signal?.addEventListener('abort', stop);
      const run = new TrainingRun({
        model,
        task: this.#task,
        settings: this.#settings,
        callbacks: this.#callbacks,
        step,
        engine,
        validates: this.#validation !== undefined,
        signal,
        resume,
        checkpoint,
      });
      this.#history = run.history;
      await run.go();
      return run.history;
    } finally {
      signal?.removeEventListener('abort', stop);
      await engine?.close();
      showAverages(this.#trained);
      kernels.release(pieces);
    }
  }

  /** What the model file says of the training so far; nothing where no epoch was ended. */
  summary(): TrainingSummary | undefined {
    const last = this.#history?.epochs.at(-1);
    const { batchSize, samples, seed, shuffle } = this.#settings;
    return (
      last && {
        epochs: last.epoch,
        batchSize,
        samples,
        seed,
        shuffle,
        iterations: this.#trained.optimizer.iterations,
        loss: last.loss,
        accuracy: last.accuracy,
      }
    );
  }

  async #startEngine(step: TrainingStep, stepPieces: readonly MemoryPiece[]): Promise<Engine> {
    const { kernels, network, loss, accuracy, optimizer } = this.#trained;
    const { shared } = kernels;
    const { samples, epochs } = this.#settings;
    const validation = this.#validation;
    const createEvaluation = (task: EvaluationTask) =>
      new EvaluationPass(kernels, network, loss, accuracy, task);
    const threads = chooseThreads(
      this.#options.threads ?? 'auto',
      kernels,
      6 * countNumbers(network) * samples * epochs,
    );
    if (shared && threads > 1) {
      const { Team } = await import('../parallel/team');
      const task = { training: this.#task, stepPieces, validation, shared, createEvaluation };
      const createError = (message: string) => new UserError(message);
      return Team.start({ ...task, cores: countCores(), createError }, threads);
    }
    return new InPlaceEngine(step, optimizer, validation && createEvaluation(validation));
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
