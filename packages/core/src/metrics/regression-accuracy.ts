import { regressionAccuracyKernels } from '../kernels/sets/accuracies';
import type { KernelSet } from '../kernels/sets/kernel-set';
import type { LossBatch } from '../losses/loss';
import type { TensorData } from '../tensor/dtype';
import { Accuracy, type AccuracyConfig } from './accuracy';

/**
 * An output is right where it is closer to its target than a 250th of the standard deviation of the training targets
 * (the book's chapter 17).
 */
export class RegressionAccuracy extends Accuracy {
  readonly type = 'RegressionAccuracy';
  readonly targets = 'values';

  /** @param precision how close is close enough; `train` sets it from its targets */
  constructor(public precision = 0) {
    super();
  }

  override get kernelSets(): readonly KernelSet[] {
    return [regressionAccuracyKernels];
  }

  override prepare(targets: TensorData): void {
    let sum = 0;
    for (const target of targets) sum += target;
    const mean = sum / targets.length;
    let squares = 0;
    for (const target of targets) squares += (target - mean) * (target - mean);
    this.precision = Math.sqrt(squares / targets.length) / 250;
  }

  compare({ kernels, predictions, values, matches }: LossBatch, start: number, end: number): void {
    kernels.regressionMatches(predictions, values, this.precision, matches, start, end);
  }

  override config(): AccuracyConfig {
    return { type: this.type, precision: this.precision };
  }
}
