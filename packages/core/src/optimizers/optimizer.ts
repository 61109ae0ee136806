import { checkFraction, checkNonNegative, checkPositive } from '../checks';
import type { Kernels, Matrix, MemoryPiece } from '../kernels/kernels';
import type { KernelSet } from '../kernels/sets/kernel-set';
import type { Parameter } from '../layers/layer';
import type { Schedule, ScheduleConfig, TrainingSpan } from '../schedules/schedule';
import { WeightAverages } from './weight-averages';

/** What all optimizers take. */
export interface OptimizerOptions {
  /** η, how far a step goes. */
  learningRate?: number;
  /** How the rate falls: after n steps it is η / (1 + decay·n). Default 0. */
  decay?: number;
  /** How the rate goes up and down: a factor of it. By default it does not. */
  schedule?: Schedule;
  /**
   * The largest norm √Σ g² that the gradients of all parameters together, penalties included, may have: longer ones are
   * shortened to it before each step (Pascanu, Mikolov & Bengio 2013). By default any.
   */
  clipNorm?: number;
  /**
   * How much of their average over the steps is kept each step, as 0.999: the model then is measured, predicts, is saved and
   * ends each training with averaged parameters, while training goes on with its own. A BatchNorm's running statistics are
   * not averaged. Default 0: no averages.
   */
  averaging?: number;
}

/** An optimizer as plain data. */
export interface OptimizerConfig {
  readonly type: string;
  readonly [option: string]: string | number | boolean | ScheduleConfig;
}

/**
 * Turns gradients into changes of the parameters (the book's chapter 10). An update works on a range of rows of one
 * parameter and on nothing else, so parameters can be shared out among threads.
 */
export abstract class Optimizer {
  /** The optimizer's kind: the name of its class. */
  abstract readonly type: string;
  readonly decay: number;
  readonly schedule: Schedule | undefined;
  readonly clipNorm: number | undefined;
  readonly averaging: number;
  /** Steps taken so far, over all trainings. */
  iterations = 0;
  /** The training that is under way, or the last there was. */
  training: TrainingSpan | undefined;
  /** What the optimizer keeps for each parameter, a matrix each, in the order of its equations. */
  abstract readonly stateNames: readonly string[];
  #learningRate: number;
  #state: ReadonlyMap<Parameter, readonly Matrix[]> = new Map();
  #averages: WeightAverages | undefined;
  #pieces: readonly MemoryPiece[] = [];

  constructor(
    { learningRate, decay = 0, schedule, clipNorm, averaging = 0 }: OptimizerOptions,
    defaultLearningRate: number,
  ) {
    this.#learningRate = checkPositive(learningRate ?? defaultLearningRate, 'Optimizer: learningRate');
    this.decay = checkNonNegative(decay, 'Optimizer: decay');
    this.schedule = schedule;
    this.clipNorm = clipNorm === undefined ? undefined : checkPositive(clipNorm, 'Optimizer: clipNorm');
    this.averaging = checkFraction(averaging, 'Optimizer: averaging');
  }

  /** The kernels it calls. */
  get kernelSets(): readonly KernelSet[] {
    return [];
  }

  /** η, how far a step goes before decay and schedule. It may be changed between two steps of a training. */
  get learningRate(): number {
    return this.#learningRate;
  }

  /** @throws UserError where the rate is no number > 0. */
  set learningRate(rate: number) {
    this.#learningRate = checkPositive(rate, 'Optimizer: learningRate');
  }

  /** The rate of the step after `iterations` others: η / (1 + decay·iterations), times the schedule's factor. */
  learningRateAt(iterations: number): number {
    const factor = this.schedule?.factorAt(iterations, this.training) ?? 1;
    return (this.learningRate / (1 + this.decay * iterations)) * factor;
  }

  /** The rate of the next step. */
  get currentLearningRate(): number {
    return this.learningRateAt(this.iterations);
  }

  /** Starts anew for these parameters: zero state, no iterations. Once they are known, further calls change nothing. */
  bind(kernels: Kernels, parameters: readonly Parameter[]): void {
    if (parameters.every((parameter) => this.#state.has(parameter))) return;
    kernels.include(this.kernelSets);
    const { made, pieces } = kernels.trace(() => ({
      state: this.#createState(kernels, parameters),
      averages: this.averaging > 0 ? new WeightAverages(this.averaging, kernels, parameters) : undefined,
    }));
    this.#state = made.state;
    this.#averages = made.averages;
    this.#pieces = pieces;
    this.iterations = 0;
  }

  /** The averages of the parameters, where they are kept and {@link bind} was called. */
  get averages(): WeightAverages | undefined {
    return this.#averages;
  }

  /** The kernels' memory that the state takes. */
  get pieces(): readonly MemoryPiece[] {
    return this.#pieces;
  }

  /** The matrices kept for a parameter, in the order of {@link stateNames}. */
  stateOf(parameter: Parameter): readonly Matrix[] {
    return this.#state.get(parameter) ?? [];
  }

  /** Changes rows `start` to `end` of a parameter by one step against its `gradients`. */
  abstract update(kernels: Kernels, parameter: Parameter, start: number, end: number): void;

  /** The optimizer's kind and options as plain data, from which a model file makes it again. */
  abstract config(): OptimizerConfig;

  /** The part of {@link config} that all optimizers have. */
  protected get commonConfig(): OptimizerConfig {
    const { type, learningRate, decay, schedule, clipNorm, averaging } = this;
    return {
      type,
      learningRate,
      decay,
      ...(schedule && { schedule: schedule.config() }),
      ...(clipNorm !== undefined && { clipNorm }),
      ...(averaging > 0 && { averaging }),
    };
  }

  #createState(kernels: Kernels, parameters: readonly Parameter[]): Map<Parameter, readonly Matrix[]> {
    return new Map(
      parameters.map((parameter) => {
        const { rows, columns } = parameter.matrix;
        return [parameter, this.stateNames.map(() => kernels.createMatrix(rows, columns))];
      }),
    );
  }
}
