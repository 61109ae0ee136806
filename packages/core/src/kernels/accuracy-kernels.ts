import type { Matrix } from './kernels';

/** The share of right answers of each row, into `matches`: a number from 0 to 1. */
export interface AccuracyKernels {
  /** 1 where the largest prediction of the row (the first of equals) is that of its class. */
  categoricalMatches(
    predictions: Matrix,
    classes: Int32Array,
    matches: Float64Array,
    start: number,
    end: number,
  ): void;
  /** The share of columns with (p > 0.5) = (t > 0.5). */
  binaryMatches(
    predictions: Matrix,
    targets: Matrix,
    matches: Float64Array,
    start: number,
    end: number,
  ): void;
  /** The share of columns with |p − t| < precision. */
  regressionMatches(
    predictions: Matrix,
    targets: Matrix,
    precision: number,
    matches: Float64Array,
    start: number,
    end: number,
  ): void;
}
