import type { Matrix } from './kernels';

/**
 * Normalization over a batch, channel by channel: a row of the batch holds the channels of one place after the other.
 * Vectors of a number for each channel are matrices of one row, or a row of one.
 */
export interface NormalizationKernels {
  /**
   * Of rows of the batch each: its channels' means into `means`, and into `deviations` the sums Σ (x − mean)² over its
   * places. Both sums go over the places in order.
   */
  measureChannels(x: Matrix, means: Matrix, deviations: Matrix, start: number, end: number): void;
  /** y = (x − mean)·gain + offset. */
  normalizeChannels(
    x: Matrix,
    mean: Matrix,
    gain: Matrix,
    offset: Matrix,
    y: Matrix,
    start: number,
    end: number,
  ): void;
  /** Of rows of the batch each, over its places in order: `sums` = Σ dy, and `products` = Σ dy·(x − mean). */
  measureChannelGradients(
    x: Matrix,
    dy: Matrix,
    mean: Matrix,
    sums: Matrix,
    products: Matrix,
    start: number,
    end: number,
  ): void;
  /** dx = dy·gain + ((x − mean)·slope + shift). */
  normalizeChannelGradients(
    x: Matrix,
    dy: Matrix,
    mean: Matrix,
    gain: Matrix,
    slope: Matrix,
    shift: Matrix,
    dx: Matrix,
    start: number,
    end: number,
  ): void;
  /** y = x·factor, with a factor for each row of the batch and each channel. */
  scaleChannels(x: Matrix, factors: Matrix, y: Matrix, start: number, end: number): void;
}
