import type { EpochRecord, StepRecord } from './history';
import { regularizationLoss } from './regularization';
import type { TrainingStep, TrainingTask } from './training-step';

/** Makes the records of steps and epochs from what a training step leaves behind. */
export class Recorder {
  readonly #task: TrainingTask;
  readonly #step: TrainingStep;

  constructor(task: TrainingTask, step: TrainingStep) {
    this.#task = task;
    this.#step = step;
  }

  /** @param iteration the optimizer's steps before this one */
  recordStep(epoch: number, step: number, iteration: number): StepRecord {
    const dataLoss = this.#step.dataLosses[step];
    const penalty = this.#step.regularizationLosses[step];
    return {
      epoch,
      step,
      loss: dataLoss + penalty,
      dataLoss,
      regularizationLoss: penalty,
      accuracy: this.#step.accuracies[step],
      learningRate: this.#task.optimizer.learningRateAt(iteration),
    };
  }

  /**
   * What the training itself measured in an epoch.
   * @param steps how many steps the epoch had: fewer than all where a callback stopped it
   */
  recordEpoch(epoch: number, steps: number, durationMs: number): Omit<EpochRecord, 'validation'> {
    const { kernels, network, optimizer } = this.#task;
    const { dataLoss, accuracy } = this.meansOf(steps);
    const penalty = regularizationLoss(kernels, network);
    return {
      epoch,
      loss: dataLoss + penalty,
      dataLoss,
      regularizationLoss: penalty,
      accuracy,
      learningRate: optimizer.learningRateAt(optimizer.iterations - 1),
      durationMs,
    };
  }

  /** The means over all samples of an epoch's first so many steps; NaN where there are none. */
  meansOf(steps: number): { dataLoss: number; accuracy: number } {
    return {
      dataLoss: this.#meanOverSamples(this.#step.dataLosses, steps),
      accuracy: this.#meanOverSamples(this.#step.accuracies, steps),
    };
  }

  /** The mean over all samples seen of a measure that is a mean over each step's batch: the last may be short. */
  #meanOverSamples(perStep: Float64Array, steps: number): number {
    const { batchSize, targets } = this.#task;
    let sum = 0;
    let seen = 0;
    for (let step = 0; step < steps; step++) {
      const rows = Math.min(batchSize, targets.count - seen);
      sum += perStep[step] * rows;
      seen += rows;
    }
    return sum / seen;
  }
}
