import type { Matrix } from './kernels';
import type { Convolution } from './sliding-window';

/**
 * Convolutions. X is a batch of images [height, width, inputs], Y one of [height′, width′, outputs]; the weights W are a
 * matrix of [inputs/groups · window height · window width, outputs], row (c·height + i)·width + j for channel c of a
 * group and place (i, j) of the window.
 *
 * Every pixel of a result is a sum of rows of W, each times a number of X, taken in the order of i, then j, then c. Where
 * that number is 0 the term is skipped, as in a dense layer.
 *
 * Each needs room of its own, a row of `scratch` with {@link convolutionScratch} columns, that holds zeros at first.
 */
export interface ConvolutionKernels {
  /** How many numbers of scratch the kernels below need. */
  convolutionScratch(convolution: Convolution): number;
  /** Y = b + X ∗ W for rows of the batch. The bias comes first; without one the sum begins with 0. */
  convolve(
    x: Matrix,
    weights: Matrix,
    biases: Matrix | undefined,
    y: Matrix,
    convolution: Convolution,
    scratch: Matrix,
    scratchRow: number,
    start: number,
    end: number,
  ): void;
  /**
   * The weights as the input gradients need them, [outputs/groups · window height · window width, inputs]: turned round,
   * with inputs and outputs exchanged. Takes rows `start` to `end` of W.
   */
  turnWeights(weights: Matrix, turned: Matrix, convolution: Convolution, start: number, end: number): void;
  /** dX for rows of the batch: each pixel the sum of rows of the turned weights, each times a number of dY. */
  convolutionInputGradients(
    dy: Matrix,
    turnedWeights: Matrix,
    dx: Matrix,
    convolution: Convolution,
    scratch: Matrix,
    scratchRow: number,
    start: number,
    end: number,
  ): void;
  /**
   * Adds what rows of the batch contribute to dW, row by row of the batch: each number of dW the sum over the pixels of
   * X, from the top and the left, times dY. The matrix with the shape of W begins with row `firstRow` of `sums`.
   */
  addConvolutionWeightGradients(
    x: Matrix,
    dy: Matrix,
    sums: Matrix,
    firstRow: number,
    convolution: Convolution,
    scratch: Matrix,
    scratchRow: number,
    start: number,
    end: number,
  ): void;
  /** Adds what rows of the batch contribute to db to a row of `sums`: Σ dY over rows and pixels, in order. */
  addConvolutionBiasGradients(dy: Matrix, sums: Matrix, sumsRow: number, start: number, end: number): void;
  /** Rows `start` to `end` of target = Σ over `blocks` matrices of its shape that stand in `sums` below each other, in order. */
  sumBlocks(sums: Matrix, blocks: number, target: Matrix, start: number, end: number): void;
}
