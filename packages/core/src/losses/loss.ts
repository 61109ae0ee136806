import type { Kernels, Matrix } from '../kernels/kernels';
import type { KernelSet } from '../kernels/sets/kernel-set';
import type { Accuracy } from '../metrics/accuracy';

/** A loss as plain data. */
export type LossConfig = { readonly type: string } & Readonly<Record<string, string | number | boolean>>;

/**
 * How wrong predictions are, as a number of each sample; the loss of a batch is the mean. As a layer, a loss works on
 * a range of rows.
 */
export abstract class Loss {
  /** The loss's kind: the name of its class. */
  abstract readonly type: string;
  /** What it compares with: `classes`, the index of the right class of each row, or `values`, a row of numbers each. */
  abstract readonly targets: 'classes' | 'values';

  /** The kernels it calls. */
  get kernelSets(): readonly KernelSet[] {
    return [];
  }

  /** What to count as right, unless somebody says otherwise. */
  abstract suitableAccuracy(): Accuracy;

  /** Writes the losses of rows `start` to `end` into `batch.losses`. */
  abstract forward(batch: LossBatch, start: number, end: number): void;

  /**
   * Writes rows `start` to `end` of the derivative of the mean loss of `batchRows` rows with respect to the predictions
   * into `gradients`.
   */
  abstract backward(batch: LossBatch, gradients: Matrix, batchRows: number, start: number, end: number): void;

  /** The loss's kind and options as plain data, from which a model file makes it again. */
  config(): LossConfig {
    return { type: this.type };
  }
}

/** What a loss or an accuracy reads and writes for one batch. */
export interface LossBatch {
  readonly kernels: Kernels;
  readonly predictions: Matrix;
  /** The class of each row, for losses of `classes`. */
  readonly classes: Int32Array;
  /** What each prediction should have been, for losses of `values`. */
  readonly values: Matrix;
  /** The loss of each row. */
  readonly losses: Float64Array;
  /** The share of right answers of each row. */
  readonly matches: Float64Array;
}
