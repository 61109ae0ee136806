import type { LossBatch } from '../losses/loss';
import { Accuracy } from './accuracy';

/** An answer is right where the most probable class is the right one (the book's chapter 5). */
export class CategoricalAccuracy extends Accuracy {
  readonly type = 'CategoricalAccuracy';
  readonly targets = 'classes';

  compare({ kernels, predictions, classes, matches }: LossBatch, start: number, end: number): void {
    kernels.categoricalMatches(predictions, classes, matches, start, end);
  }
}
