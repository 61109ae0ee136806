import { binaryAccuracyKernels } from '../kernels/sets/accuracies';
import type { KernelSet } from '../kernels/sets/kernel-set';
import type { LossBatch } from '../losses/loss';
import { Accuracy } from './accuracy';

/** Each output is right where it lies on the same side of 0.5 as its target (the book's chapter 16). */
export class BinaryAccuracy extends Accuracy {
  readonly type = 'BinaryAccuracy';
  readonly targets = 'values';

  override get kernelSets(): readonly KernelSet[] {
    return [binaryAccuracyKernels];
  }

  compare({ kernels, predictions, values, matches }: LossBatch, start: number, end: number): void {
    kernels.binaryMatches(predictions, values, matches, start, end);
  }
}
