import type { Matrix } from '../kernels/kernels';
import type { KernelSet } from '../kernels/sets/kernel-set';
import { meanSquaredErrorKernels } from '../kernels/sets/losses';
import { RegressionAccuracy } from '../metrics/regression-accuracy';
import { Loss, type LossBatch } from './loss';

/**
 * For regression (the book's chapter 17).
 *
 * - forward: loss = mean over the outputs of (t − p)²
 * - backward: −2·(t − p) / (outputs·n)
 *
 * Targets are [n, outputs]; for one output also [n].
 */
export class MeanSquaredError extends Loss {
  readonly type = 'MeanSquaredError';
  readonly targets = 'values';

  override get kernelSets(): readonly KernelSet[] {
    return [meanSquaredErrorKernels];
  }

  suitableAccuracy(): RegressionAccuracy {
    return new RegressionAccuracy();
  }

  forward({ kernels, predictions, values, losses }: LossBatch, start: number, end: number): void {
    kernels.meanSquaredError(predictions, values, losses, start, end);
  }

  backward(
    { kernels, predictions, values }: LossBatch,
    gradients: Matrix,
    batchRows: number,
    start: number,
    end: number,
  ): void {
    kernels.meanSquaredErrorGradients(predictions, values, batchRows, gradients, start, end);
  }
}
