import { categoricalAccuracyKernels } from '../kernels/sets/accuracies';
import type { KernelSet } from '../kernels/sets/kernel-set';
import type { LossBatch } from '../losses/loss';
import { Accuracy } from './accuracy';

/** An answer is right where the most probable class is the right one (the book's chapter 5). */
export class CategoricalAccuracy extends Accuracy {
  readonly type = 'CategoricalAccuracy';
  readonly targets = 'classes';

  override get kernelSets(): readonly KernelSet[] {
    return [categoricalAccuracyKernels];
  }

  compare({ kernels, predictions, classes, matches }: LossBatch, start: number, end: number): void {
    kernels.categoricalMatches(predictions, classes, matches, start, end);
  }
}
