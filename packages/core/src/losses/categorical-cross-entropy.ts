import type { Matrix } from '../kernels/kernels';
import { Loss, type LossBatch } from './loss';

/**
 * For probabilities over classes of which one is right (the book's chapter 5).
 *
 * - forward: loss = −ln p of the right class, p clipped to [1e−7, 1 − 1e−7]
 * - backward: −1 / (p·n) at the right class, else 0
 *
 * Labels are class indices [n] or one-hot rows [n, classes]. Under a {@link Softmax} the two backward steps are one:
 * (p − y) / n, y one-hot, n the rows of the batch (chapter 9).
 */
export class CategoricalCrossEntropy extends Loss {
  readonly type = 'CategoricalCrossEntropy';
  readonly targets = 'classes';

  forward({ kernels, predictions, classes, losses }: LossBatch, start: number, end: number): void {
    kernels.categoricalCrossEntropy(predictions, classes, losses, start, end);
  }

  backward(
    { kernels, predictions, classes }: LossBatch,
    gradients: Matrix,
    batchRows: number,
    start: number,
    end: number,
  ): void {
    kernels.categoricalCrossEntropyGradients(predictions, classes, batchRows, gradients, start, end);
  }
}
