/** A training step that was recorded. */
export interface StepRecord {
  /** The epoch, from 1. */
  readonly epoch: number;
  /** The step of the epoch, from 0. */
  readonly step: number;
  /** `dataLoss` + `regularizationLoss`. */
  readonly loss: number;
  /** The mean loss of the batch before the step. */
  readonly dataLoss: number;
  /** The penalty on the parameters before the step. */
  readonly regularizationLoss: number;
  /** The share of right answers in the batch before the step, from 0 to 1. */
  readonly accuracy: number;
  /** The rate the step was taken with. */
  readonly learningRate: number;
}

/** An epoch. */
export interface EpochRecord {
  /** The epoch, from 1. */
  readonly epoch: number;
  /** `dataLoss` + `regularizationLoss`. */
  readonly loss: number;
  /** The mean loss of all samples, each taken when its batch's turn came. */
  readonly dataLoss: number;
  /** The penalty on the parameters after the epoch. */
  readonly regularizationLoss: number;
  /** The share of right answers over all samples, each taken when its batch's turn came. */
  readonly accuracy: number;
  /** The rate of the last step. */
  readonly learningRate: number;
  /** How long the epoch's training took, without validation, in milliseconds. */
  readonly durationMs: number;
  /** Loss (without penalty) and accuracy over the validation data after the epoch. */
  readonly validation?: Evaluation;
}

/** How well a model does on data it does not learn from. */
export interface Evaluation {
  /** The mean loss, without penalty. */
  readonly loss: number;
  /** The share of right answers, from 0 to 1. */
  readonly accuracy: number;
}

/** What happened in a training. */
export interface History {
  /** The steps recorded: every `recordEvery`-th of each epoch, and each epoch's last. */
  readonly steps: StepRecord[];
  readonly epochs: EpochRecord[];
  /** Whether a callback stopped the training before its last epoch. */
  stopped: boolean;
  /** How many threads did the work. */
  readonly threads: number;
}
