import type { Augmentation } from '../augmentation/augmentation';
import type { Augmenter } from '../augmentation/augmenter';
import { ROWS_PER_BLOCK } from '../layers/layer';
import type { LossBatch } from '../losses/loss';
import type { Optimizer } from '../optimizers/optimizer';
import type { TensorData } from '../tensor/dtype';
import type { Evaluated } from './evaluate';
import { LearningBatch } from './learning-batch';
import { createLossBatch, gatherTargets } from './loss-batch';
import { ParameterUpdate } from './parameter-update';
import { regularizationLoss } from './regularization';
import type { Stage } from './stage';
import type { Targets } from './targets';

/** The parts of a model that a training needs. */
export interface Trainable extends Evaluated {
  readonly optimizer: Optimizer;
}

/** Everything a training step works on. */
export interface TrainingTask extends Trainable {
  /** Row-major samples. */
  readonly samples: TensorData;
  readonly targets: Targets;
  readonly batchSize: number;
  readonly seed: number;
  /** Every n-th step of an epoch is recorded, and its last; with 0 the last alone. */
  readonly recordEvery: number;
  /** What changes each image in the batch, in order. */
  readonly augment: readonly Augmentation[];
}

/**
 * A training step as stages. `rows`: forward, loss and the gradients of the activations; each row of the batch depends on
 * no other, so blocks of rows are shared out. `parameters`: the parameters' gradients and their update; each gradient
 * sums over the batch in order, in one unit, so the parameters are shared out. A layer that looks at the whole batch cuts
 * the rows' way in two, with a stage between them in which one hand combines what was measured. No sum depends on who
 * does which unit, nor does the result.
 */
export class TrainingStep {
  /** Where each sample of the epoch stands in the data: step s takes those from s·batchSize on. */
  readonly order: Int32Array;
  readonly stepsPerEpoch: number;
  /** Of each step of the epoch: the mean loss of its batch. */
  readonly dataLosses: Float64Array;
  /** Of each step of the epoch: the share of right answers in its batch. */
  readonly accuracies: Float64Array;
  /** Of each step of the epoch that is recorded: the penalty before the step. */
  readonly regularizationLosses: Float64Array;
  /** To be done one after the other; the optimizer's `iterations` grows after the last. */
  readonly stages: readonly Stage[];
  readonly #task: TrainingTask;
  readonly #batch: LearningBatch;
  readonly #target: LossBatch;
  readonly #augmenters: readonly Augmenter[];
  readonly #update: ParameterUpdate;
  #step = 0;
  #rows = 0;

  constructor(task: TrainingTask) {
    const { kernels, network, targets, batchSize, seed, augment } = task;
    this.#task = task;
    this.stepsPerEpoch = Math.ceil(targets.count / batchSize);
    this.order = kernels.allocate('int32', targets.count);
    this.dataLosses = kernels.allocate('float64', this.stepsPerEpoch);
    this.accuracies = kernels.allocate('float64', this.stepsPerEpoch);
    this.regularizationLosses = kernels.allocate('float64', this.stepsPerEpoch);
    this.#batch = new LearningBatch(network, kernels, Math.min(batchSize, targets.count), task.loss);
    this.#batch.pass.training = true;
    this.#batch.pass.seed = seed;
    this.#augmenters = augment.map((each, place) => each.augmenter(place, network.inputShape, seed));
    this.#target = createLossBatch(kernels, network, this.#batch, task);
    this.#update = new ParameterUpdate(task, this.#batch);
    this.stages = this.#createStages();
  }

  /** Makes {@link stages} those of step `step` of epoch `epoch`, both from 0. */
  begin(epoch: number, step: number): void {
    const { targets, batchSize } = this.#task;
    this.#step = step;
    this.#rows = this.#rowsOf(step);
    this.#update.batchRows = this.#rows;
    this.#batch.pass.firstRow = epoch * targets.count + step * batchSize;
  }

  /** Whether a step's penalty is computed. */
  isRecorded(step: number): boolean {
    const { recordEvery } = this.#task;
    return step === this.stepsPerEpoch - 1 || (recordEvery > 0 && step % recordEvery === 0);
  }

  /** Whether a number stopped being finite in a step, the last that was done. */
  hasFailed(step: number): boolean {
    return !Number.isFinite(this.dataLosses[step]) || this.#update.hasFailed;
  }

  /** Where in the step that failed a number stopped being finite: the layer's name, and what of it. */
  explainFailure(step: number): string {
    if (!Number.isFinite(this.dataLosses[step])) {
      return this.#batch.firstNonFinite(this.#rowsOf(step)) ?? 'the loss';
    }
    return this.#update.explainFailure();
  }

  #rowsOf(step: number): number {
    const { targets, batchSize } = this.#task;
    return Math.min(batchSize, targets.count - step * batchSize);
  }

  #createStages(): Stage[] {
    const batch = this.#batch;
    const last = batch.segments - 1;
    const blocks = (run: (start: number, end: number) => void): Stage => {
      const countBlocks = () => Math.ceil(this.#rows / ROWS_PER_BLOCK);
      return {
        get units() {
          return countBlocks();
        },
        run: (unit) => {
          const start = unit * ROWS_PER_BLOCK;
          run(start, Math.min(start + ROWS_PER_BLOCK, this.#rows));
        },
      };
    };
    const stages: Stage[] = [];
    for (let segment = 0; segment < last; segment++) {
      stages.push(
        blocks((start, end) => this.#runForward(segment, start, end)),
        { units: 1, run: () => batch.combine(segment + 1, this.#rows) },
      );
    }
    stages.push(blocks((start, end) => this.#runThroughLoss(last, start, end)));
    for (let segment = last - 1; segment >= 0; segment--) {
      stages.push(
        { units: 1, run: () => batch.combineGradients(segment + 1, this.#rows) },
        blocks((start, end) =>
          batch.inPortions(start, end, (from, to) => batch.backwardThrough(segment, from, to)),
        ),
      );
    }
    const [first, ...others] = stages;
    const [gradients, ...updates] = this.#update.stages;
    return [
      withUnit(() => this.#penalize(), first),
      ...others,
      withUnit(() => this.#measure(), gradients),
      ...updates,
    ];
  }

  #penalize(): void {
    const { kernels, network } = this.#task;
    if (this.isRecorded(this.#step)) {
      this.regularizationLosses[this.#step] = regularizationLoss(kernels, network);
    }
  }

  #runForward(segment: number, start: number, end: number): void {
    if (segment === 0) this.#gather(start, end);
    this.#batch.inPortions(start, end, (from, to) => this.#batch.forwardThrough(segment, from, to));
  }

  #runThroughLoss(segment: number, start: number, end: number): void {
    const { loss, accuracy } = this.#task;
    if (segment === 0) this.#gather(start, end);
    this.#batch.inPortions(start, end, (from, to) => {
      this.#batch.forwardThrough(segment, from, to);
      loss.forward(this.#target, from, to);
      accuracy.compare(this.#target, from, to);
      this.#batch.lossGradients(this.#target, this.#rows, from, to);
      this.#batch.backwardThrough(segment, from, to);
    });
  }

  #gather(start: number, end: number): void {
    const { kernels, loss, samples, targets, batchSize } = this.#task;
    const first = this.#step * batchSize;
    const { input, pass } = this.#batch;
    kernels.gather(samples, this.order, first, input, start, end);
    for (const augmenter of this.#augmenters) augmenter.apply(input, pass.firstRow, start, end);
    gatherTargets(kernels, loss, targets, this.order, first, this.#target, start, end);
  }

  #measure(): void {
    this.dataLosses[this.#step] = mean(this.#target.losses, this.#rows);
    this.accuracies[this.#step] = mean(this.#target.matches, this.#rows);
  }
}

/** A stage with one more unit, the first. */
function withUnit(work: () => void, stage: Stage): Stage {
  return {
    get units() {
      return stage.units + 1;
    },
    run: (unit) => (unit === 0 ? work() : stage.run(unit - 1)),
  };
}

function mean(values: Float64Array, count: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += values[i];
  return sum / count;
}
