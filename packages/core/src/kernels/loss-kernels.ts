import type { Matrix } from './kernels';

/**
 * Losses of each row into `losses` (float64, in float64 inside), and the derivative of the mean loss of a batch of
 * `batchRows` rows with respect to the predictions.
 */
export interface LossKernels {
  /** loss = −ln p of the row's class, p clipped to [1e−7, 1 − 1e−7]. */
  categoricalCrossEntropy(
    predictions: Matrix,
    classes: Int32Array,
    losses: Float64Array,
    start: number,
    end: number,
  ): void;
  /** −1 / (p·batchRows) at the row's class, p clipped, else 0. */
  categoricalCrossEntropyGradients(
    predictions: Matrix,
    classes: Int32Array,
    batchRows: number,
    gradients: Matrix,
    start: number,
    end: number,
  ): void;
  /** (p − [column is the row's class]) / batchRows: the derivative with respect to the logits a softmax got. */
  softmaxCrossEntropyGradients(
    probabilities: Matrix,
    classes: Int32Array,
    batchRows: number,
    gradients: Matrix,
    start: number,
    end: number,
  ): void;
  /** loss = mean over the columns of −(t·ln p + (1 − t)·ln(1 − p)), p clipped to [1e−7, 1 − 1e−7]. */
  binaryCrossEntropy(
    predictions: Matrix,
    targets: Matrix,
    losses: Float64Array,
    start: number,
    end: number,
  ): void;
  /** −(t / p − (1 − t) / (1 − p)) / (columns·batchRows), p clipped. */
  binaryCrossEntropyGradients(
    predictions: Matrix,
    targets: Matrix,
    batchRows: number,
    gradients: Matrix,
    start: number,
    end: number,
  ): void;
  /** loss = mean over the columns of (t − p)². */
  meanSquaredError(
    predictions: Matrix,
    targets: Matrix,
    losses: Float64Array,
    start: number,
    end: number,
  ): void;
  /** −2·(t − p) / (columns·batchRows). */
  meanSquaredErrorGradients(
    predictions: Matrix,
    targets: Matrix,
    batchRows: number,
    gradients: Matrix,
    start: number,
    end: number,
  ): void;
  /** loss = mean over the columns of |t − p|. */
  meanAbsoluteError(
    predictions: Matrix,
    targets: Matrix,
    losses: Float64Array,
    start: number,
    end: number,
  ): void;
  /** −sign(t − p) / (columns·batchRows), sign(0) = 0. */
  meanAbsoluteErrorGradients(
    predictions: Matrix,
    targets: Matrix,
    batchRows: number,
    gradients: Matrix,
    start: number,
    end: number,
  ): void;
}
