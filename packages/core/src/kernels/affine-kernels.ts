import type { Matrix } from './kernels';

/**
 * The products of a dense layer, Y = X·W + b. X is [batch, inputs], W [inputs, outputs], b [1, outputs].
 *
 * Every row of a product is a sum of rows of the right factor, each times a number of the left one, taken in order from
 * 0. Where that number is 0 the term is skipped: half of what flows through a network is 0, black pixels and neurons
 * that are off, and skipping them changes no bit of a sum of finite numbers.
 */
export interface AffineKernels {
  /** Y = X·W + b, for rows of the batch. The bias is added last. */
  affine(x: Matrix, weights: Matrix, biases: Matrix, y: Matrix, start: number, end: number): void;
  /** dX = dY·Wᵀ, for rows of the batch, given Wᵀ [outputs, inputs]. */
  affineInputGradients(dy: Matrix, transposedWeights: Matrix, dx: Matrix, start: number, end: number): void;
  /** dW = Xᵀ·dY over the first `batchRows` samples, for rows of W. */
  affineWeightGradients(
    x: Matrix,
    dy: Matrix,
    batchRows: number,
    dWeights: Matrix,
    start: number,
    end: number,
  ): void;
  /** db = Σ dY over the first `batchRows` samples, in order. */
  affineBiasGradients(dy: Matrix, batchRows: number, dBiases: Matrix): void;
}
