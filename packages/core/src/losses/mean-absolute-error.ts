import type { Matrix } from '../kernels/kernels';
import type { KernelSet } from '../kernels/sets/kernel-set';
import { meanAbsoluteErrorKernels } from '../kernels/sets/losses';
import { RegressionAccuracy } from '../metrics/regression-accuracy';
import { Loss, type LossBatch } from './loss';

/**
 * For regression with outliers (the book's chapter 17).
 *
 * - forward: loss = mean over the outputs of |t − p|
 * - backward: −sign(t − p) / (outputs·n), with sign(0) = 0
 *
 * Targets are [n, outputs]; for one output also [n].
 */
export class MeanAbsoluteError extends Loss {
  readonly type = 'MeanAbsoluteError';
  readonly targets = 'values';

  override get kernelSets(): readonly KernelSet[] {
    return [meanAbsoluteErrorKernels];
  }

  suitableAccuracy(): RegressionAccuracy {
    return new RegressionAccuracy();
  }

  forward({ kernels, predictions, values, losses }: LossBatch, start: number, end: number): void {
    kernels.meanAbsoluteError(predictions, values, losses, start, end);
  }

  backward(
    { kernels, predictions, values }: LossBatch,
    gradients: Matrix,
    batchRows: number,
    start: number,
    end: number,
  ): void {
    kernels.meanAbsoluteErrorGradients(predictions, values, batchRows, gradients, start, end);
  }
}
