import type { Matrix } from '../kernels/kernels';
import type { KernelSet } from '../kernels/sets/kernel-set';
import { binaryCrossEntropyKernels } from '../kernels/sets/losses';
import { BinaryAccuracy } from '../metrics/binary-accuracy';
import { Loss, type LossBatch } from './loss';

/**
 * For outputs that each say yes or no, as probabilities (the book's chapter 16).
 *
 * - forward: loss = mean over the outputs of −(t·ln p + (1 − t)·ln(1 − p)), p clipped to [1e−7, 1 − 1e−7]
 * - backward: −(t / p − (1 − t) / (1 − p)) / (outputs·n)
 *
 * Targets are [n, outputs], 0 or 1; for one output also [n].
 */
export class BinaryCrossEntropy extends Loss {
  readonly type = 'BinaryCrossEntropy';
  readonly targets = 'values';

  override get kernelSets(): readonly KernelSet[] {
    return [binaryCrossEntropyKernels];
  }

  suitableAccuracy(): BinaryAccuracy {
    return new BinaryAccuracy();
  }

  forward({ kernels, predictions, values, losses }: LossBatch, start: number, end: number): void {
    kernels.binaryCrossEntropy(predictions, values, losses, start, end);
  }

  backward(
    { kernels, predictions, values }: LossBatch,
    gradients: Matrix,
    batchRows: number,
    start: number,
    end: number,
  ): void {
    kernels.binaryCrossEntropyGradients(predictions, values, batchRows, gradients, start, end);
  }
}
