import type { Matrix } from './kernels';

/**
 * Losses of each row into `losses` (float64, in float64 inside), and the derivative of the mean loss of a batch of
 * `batchRows` rows with respect to the predictions.
 *
 * Losses of classes compare with t = (1 − ε)·[column is the row's class] + ε / columns, ε being the label smoothing.
 */
export interface LossKernels {
  /** loss = −Σ t·ln p over the columns, p clipped to [1e−7, 1 − 1e−7]. */
  categoricalCrossEntropy(
    predictions: Matrix,
    classes: Int32Array,
    labelSmoothing: number,
    losses: Float64Array,
    start: number,
    end: number,
  ): void;
  /** −t / (p·batchRows), p clipped. */
  categoricalCrossEntropyGradients(
    predictions: Matrix,
    classes: Int32Array,
    labelSmoothing: number,
    batchRows: number,
    gradients: Matrix,
    start: number,
    end: number,
  ): void;
  /** (p − t) / batchRows: the derivative with respect to the logits a softmax got. */
  softmaxCrossEntropyGradients(
    probabilities: Matrix,
    classes: Int32Array,
    labelSmoothing: number,
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
