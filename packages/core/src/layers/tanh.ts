import { tanhKernels } from '../kernels/sets/activations';
import type { KernelSet } from '../kernels/sets/kernel-set';
import { Layer, type LayerBatch, type LayerConfig } from './layer';

/**
 * The hyperbolic tangent, element by element: squeezes any number into (−1, 1).
 *
 * - forward: y = tanh x
 * - backward: dx = dy·(1 − y²)
 */
export class Tanh extends Layer {
  readonly type = 'Tanh';

  override get kernelSets(): readonly KernelSet[] {
    return [tanhKernels];
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
    kernels.tanh(input, output, start, end);
  }

  backward(
    { kernels, output, outputGradients, inputGradients }: LayerBatch,
    start: number,
    end: number,
  ): void {
    kernels.tanhGradients(output, outputGradients, inputGradients, start, end);
  }

  config(): LayerConfig {
    return { type: this.type };
  }
}
