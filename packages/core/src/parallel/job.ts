import type { AugmentationConfig } from '../augmentation/augmentation';
import type { MemoryPiece, SharedKernels } from '../kernels/kernels';
import type { LayerConfig } from '../layers/layer';
import type { LossConfig } from '../losses/loss';
import type { AccuracyConfig } from '../metrics/accuracy';
import type { EvaluationTask } from '../model/evaluation-pass';
import type { Targets } from '../model/targets';
import type { OptimizerConfig } from '../optimizers/optimizer';
import type { TrainingSpan } from '../schedules/schedule';
import type { TensorData } from '../tensor/dtype';
import type { Shape } from '../tensor/shape';

/**
 * All that a worker needs to build the caller's training once more over the same memory: the network from its
 * configuration, and the places of what the caller has allocated, in the order in which the worker will ask for it.
 */
export interface TrainingJob {
  readonly layers: readonly LayerConfig[];
  readonly inputShape: Shape;
  readonly loss: LossConfig;
  readonly accuracy: AccuracyConfig;
  readonly optimizer: OptimizerConfig;
  /** Steps the optimizer has taken before. */
  readonly iterations: number;
  readonly span: TrainingSpan | undefined;
  readonly samples: TensorData;
  readonly targets: Targets;
  readonly batchSize: number;
  readonly seed: number;
  readonly recordEvery: number;
  readonly augment: readonly AugmentationConfig[];
  readonly validation: EvaluationTask | undefined;
  readonly shared: SharedKernels;
  readonly pieces: readonly MemoryPiece[];
  readonly counters: Int32Array;
  readonly thread: number;
  readonly threads: number;
  readonly spins: number;
}

/** What the caller says to its workers: all get the same, in the same order. */
export type Order =
  | {
      readonly kind: 'steps';
      readonly epoch: number;
      readonly from: number;
      readonly until: number;
      readonly learningRate: number;
    }
  | { readonly kind: 'evaluate' };

/** What a worker says to its caller. */
export type Report =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly reason: string };
