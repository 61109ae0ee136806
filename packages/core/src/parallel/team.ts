import type { MemoryPiece, SharedKernels } from '../kernels/kernels';
import type { Engine } from '../model/engine';
import type { EvaluationPass, EvaluationTask } from '../model/evaluation-pass';
import type { Evaluation } from '../model/history';
import type { TrainingTask } from '../model/training-step';
import { Crew } from './crew';
import type { Order, Report, TrainingJob } from './job';
import { shareArray, shareEvaluation, shareTargets } from './share';
import { startWorker, type WorkerThread } from './start-worker';

/** How often the caller looks how far the workers are, in milliseconds. */
const POLL_MS = 40;
/** How often a thread looks for the others before it sleeps, where each has a processor of its own. */
const SPINS = 20_000;
/** And where they have to share processors. */
const SPINS_WHEN_CROWDED = 20;

/** What a team works on, and with. */
export interface TeamTask {
  readonly training: TrainingTask;
  /** The memory of the training step. */
  readonly stepPieces: readonly MemoryPiece[];
  readonly validation: EvaluationTask | undefined;
  readonly shared: SharedKernels;
  /** How many threads can run at once. */
  readonly cores: number;
  createEvaluation(task: EvaluationTask): EvaluationPass;
  createError(message: string): Error;
}

/**
 * An engine of several threads. Workers build the same training over one shared memory and carry out whole epochs by
 * themselves; the thread that called stays free, and looks now and then how far they are.
 *
 * It is loaded only where there is more than one thread. What it has in common with the training it gets in its task and
 * does not import: else bundlers cut that out of the page into a file of its own, which every page then loads.
 */
export class Team implements Engine {
  readonly threads: number;
  readonly #task: TeamTask;
  readonly #crew: Crew;
  readonly #counters: Int32Array;
  readonly #spins: number;
  readonly #validation: EvaluationPass | undefined;
  /** Memory of single workers. */
  readonly #pieces: MemoryPiece[] = [];
  readonly #workers: WorkerThread[] = [];
  /** How many workers have yet to answer. */
  #missing = 0;
  #waiting: { resolve(): void; reject(error: Error): void } | undefined;
  #failure: Error | undefined;
  #hasStarted = false;

  /** Starts the workers. @throws UserError where one of them does not start. */
  static async start(task: TeamTask, threads: number): Promise<Team> {
    const validation = task.validation && shareEvaluation(task.validation);
    const team = new Team({ ...task, validation }, threads);
    try {
      await team.#startWorkers();
      return team;
    } catch (error) {
      await team.close();
      throw error;
    }
  }

  private constructor(task: TeamTask, threads: number) {
    this.threads = threads;
    this.#task = task;
    this.#counters = Crew.createCounters(threads);
    this.#spins = threads <= task.cores ? SPINS : SPINS_WHEN_CROWDED;
    this.#crew = new Crew(this.#counters, threads, 0, this.#spins);
    this.#validation = this.#traced(() => this.#createValidation()).made;
  }

  async run(epoch: number, from: number, until: number, onProgress: (next: number) => void): Promise<number> {
    this.#crew.nextStep = from;
    this.#crew.mayGoOn();
    const { learningRate } = this.#task.training.optimizer;
    const poll = setInterval(() => onProgress(this.#crew.nextStep), POLL_MS);
    try {
      await this.#order({ kind: 'steps', epoch, from, until, learningRate });
    } finally {
      clearInterval(poll);
      this.#task.training.optimizer.iterations += this.#crew.nextStep - from;
    }
    return this.#crew.nextStep;
  }

  async evaluate(): Promise<Evaluation> {
    if (!this.#validation) throw new Error('There is no validation data');
    await this.#order({ kind: 'evaluate' });
    return this.#validation.result;
  }

  stop(): void {
    this.#crew.stop();
  }

  async close(): Promise<void> {
    const isIdle = this.#missing === 0;
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
    // What a worker was torn from may not be given to others: it could still be writing.
    if (isIdle) this.#task.training.kernels.release(this.#pieces);
  }

  async #startWorkers(): Promise<void> {
    const { training, validation, stepPieces, shared } = this.#task;
    const { kernels, network, loss, accuracy, optimizer, batchSize, seed, recordEvery, augment } = training;
    const common = {
      layers: network.layers.map((layer) => layer.config()),
      inputShape: network.inputShape,
      loss: loss.config(),
      accuracy: accuracy.config(),
      optimizer: optimizer.config(),
      iterations: optimizer.iterations,
      span: optimizer.training,
      samples: shareArray(training.samples),
      targets: shareTargets(training.targets),
      batchSize,
      seed,
      recordEvery,
      augment: augment.map((each) => each.config()),
      validation,
      shared,
      counters: this.#counters,
      threads: this.threads,
      spins: this.#spins,
    };
    const listener = {
      message: (message: unknown) => this.#hear(message),
      died: (reason: string) => this.#fail(reason),
    };
    for (let thread = 0; thread < this.threads; thread++) this.#workers.push(startWorker(listener));
    const ready = this.#expectAnswers();
    this.#workers.forEach((worker, thread) => {
      const scratch = this.#traced(() => kernels.allocate('int32', Math.ceil(shared.scratchBytes / 4)));
      const evaluation = this.#traced(() => this.#createValidation());
      const pieces = [
        ...scratch.pieces,
        ...network.pieces,
        ...optimizer.pieces,
        ...stepPieces,
        ...evaluation.pieces,
      ];
      worker.post({ ...common, pieces, thread } satisfies TrainingJob);
    });
    await ready;
    this.#hasStarted = true;
  }

  #createValidation(): EvaluationPass | undefined {
    const { validation } = this.#task;
    return validation && this.#task.createEvaluation(validation);
  }

  #traced<T>(make: () => T): { made: T; pieces: readonly MemoryPiece[] } {
    const traced = this.#task.training.kernels.trace(make);
    this.#pieces.push(...traced.pieces);
    return traced;
  }

  #order(order: Order): Promise<void> {
    const done = this.#expectAnswers();
    for (const worker of this.#workers) worker.post(order);
    return done;
  }

  #expectAnswers(): Promise<void> {
    this.#missing = this.threads;
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      if (this.#failure) reject(this.#failure);
    });
  }

  #hear(message: unknown): void {
    const report = readReport(message);
    if (report.kind === 'failed') {
      this.#fail(report.reason);
      return;
    }
    this.#missing--;
    if (this.#missing === 0) this.#waiting?.resolve();
  }

  #fail(reason: string): void {
    this.#failure ??= this.#task.createError(
      this.#hasStarted
        ? `A worker of the training has failed: ${reason}. The model is as the last step left it`
        : `The workers of the training could not start: ${reason}. With threads: 1 the training needs none`,
    );
    this.#waiting?.reject(this.#failure);
  }
}

function readReport(message: unknown): Report {
  if (typeof message === 'object' && message !== null && 'kind' in message) {
    if (message.kind === 'ready' || message.kind === 'done') return { kind: message.kind };
    if (message.kind === 'failed' && 'reason' in message)
      return { kind: 'failed', reason: String(message.reason) };
  }
  return { kind: 'failed', reason: 'it said what nobody understands' };
}
