import type { Augmentation } from '../augmentation/augmentation';
import type { Tensor } from '../tensor/tensor';
import type { EpochRecord, StepRecord } from './history';

/** How far a training has come: with the model and its optimizer's state, all that it takes to go on. */
export interface TrainingProgress {
  /** How many epochs the training is to have. */
  readonly epochs: number;
  readonly batchSize: number;
  /** How many samples it goes through in each epoch. */
  readonly samples: number;
  readonly seed: number;
  readonly shuffle: boolean;
  readonly recordEvery: number;
  /** What changes each image, in order. */
  readonly augment: readonly Augmentation[];
  /** Epochs done. */
  readonly epoch: number;
  /** Steps done of the epoch that follows. */
  readonly step: number;
  /** How long those steps took, in milliseconds. */
  readonly elapsedMs: number;
  /** Of each of those steps: the mean loss of its batch. */
  readonly dataLosses: Float64Array;
  /** Of each of those steps: the share of right answers in its batch. */
  readonly accuracies: Float64Array;
  readonly history: {
    readonly steps: readonly StepRecord[];
    readonly epochs: readonly EpochRecord[];
    /** Whether a callback ended the training before its last epoch. */
    readonly stopped: boolean;
  };
  /** What callbacks remember, by their names. */
  readonly memories: ReadonlyMap<string, ReadonlyMap<string, Tensor>>;
}
