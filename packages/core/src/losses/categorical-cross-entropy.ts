import { checkFraction } from '../checks';
import type { Matrix } from '../kernels/kernels';
import type { KernelSet } from '../kernels/sets/kernel-set';
import { categoricalCrossEntropyKernels } from '../kernels/sets/losses';
import { CategoricalAccuracy } from '../metrics/categorical-accuracy';
import { Loss, type LossBatch, type LossConfig } from './loss';

/** How sure a network is asked to be. */
export interface CategoricalCrossEntropyOptions {
  /**
   * ε, what share of each target is spread evenly over all classes, so that the network is not driven to be ever more sure
   * of itself (Szegedy et al. 2016, section 7). Default 0.
   */
  labelSmoothing?: number;
}

/**
 * For probabilities over classes of which one is right (the book's chapter 5).
 *
 * - targets: t = (1 − ε)·y + ε / classes, y one-hot; without smoothing t = y
 * - forward: loss = −Σ t·ln p, p clipped to [1e−7, 1 − 1e−7]; without smoothing −ln p of the right class
 * - backward: −t / (p·n), n the rows of the batch
 *
 * Labels are class indices [n] or one-hot rows [n, classes]. Under a {@link Softmax} the two backward steps are one:
 * (p − t) / n (chapter 9).
 *
 * The loss is this one wherever it is reported, smoothing included: in training, in validation and by `evaluate`. With
 * smoothing it stays above 0 even where every answer is right. Accuracy knows nothing of smoothing.
 *
 * @example new CategoricalCrossEntropy({ labelSmoothing: 0.05 })
 */
export class CategoricalCrossEntropy extends Loss {
  readonly type = 'CategoricalCrossEntropy';
  readonly targets = 'classes';
  readonly labelSmoothing: number;

  /** @throws UserError where the smoothing is not in [0, 1). */
  constructor({ labelSmoothing = 0 }: CategoricalCrossEntropyOptions = {}) {
    super();
    this.labelSmoothing = checkFraction(labelSmoothing, 'CategoricalCrossEntropy: labelSmoothing');
  }

  override get kernelSets(): readonly KernelSet[] {
    return [categoricalCrossEntropyKernels];
  }

  suitableAccuracy(): CategoricalAccuracy {
    return new CategoricalAccuracy();
  }

  forward({ kernels, predictions, classes, losses }: LossBatch, start: number, end: number): void {
    kernels.categoricalCrossEntropy(predictions, classes, this.labelSmoothing, losses, start, end);
  }

  backward(
    { kernels, predictions, classes }: LossBatch,
    gradients: Matrix,
    batchRows: number,
    start: number,
    end: number,
  ): void {
    const { labelSmoothing } = this;
    kernels.categoricalCrossEntropyGradients(
      predictions,
      classes,
      labelSmoothing,
      batchRows,
      gradients,
      start,
      end,
    );
  }

  /**
   * Writes rows `start` to `end` of the derivative with respect to what a {@link Softmax} got that made the predictions into
   * `gradients`.
   */
  backwardThroughSoftmax(
    { kernels, predictions, classes }: LossBatch,
    gradients: Matrix,
    batchRows: number,
    start: number,
    end: number,
  ): void {
    const { labelSmoothing } = this;
    kernels.softmaxCrossEntropyGradients(
      predictions,
      classes,
      labelSmoothing,
      batchRows,
      gradients,
      start,
      end,
    );
  }

  override config(): LossConfig {
    const { labelSmoothing } = this;
    return { ...super.config(), ...(labelSmoothing > 0 && { labelSmoothing }) };
  }
}
