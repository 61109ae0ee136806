import { sigmoidKernels } from '../kernels/sets/activations';
import type { KernelSet } from '../kernels/sets/kernel-set';
import { Layer, type LayerBatch, type LayerConfig } from './layer';

/**
 * The logistic function (the book's chapter 16), element by element: squeezes any number into (0, 1).
 *
 * - forward: y = 1 / (1 + e^−x)
 * - backward: dx = dy·(1 − y)·y
 */
export class Sigmoid extends Layer {
  readonly type = 'Sigmoid';

  override get kernelSets(): readonly KernelSet[] {
    return [sigmoidKernels];
  }

  override get overwritesInput(): boolean {
    return true;
  }

  override get overwritesGradients(): boolean {
    return true;
  }

  override get needsOutput(): boolean {
    return true;
  }

  forward({ kernels, input, output }: LayerBatch, start: number, end: number): void {
    kernels.sigmoid(input, output, start, end);
  }

  backward(
    { kernels, output, outputGradients, inputGradients }: LayerBatch,
    start: number,
    end: number,
  ): void {
    kernels.sigmoidGradients(output, outputGradients, inputGradients, start, end);
  }

  config(): LayerConfig {
    return { type: this.type };
  }
}
