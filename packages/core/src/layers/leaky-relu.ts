import { checkNonNegative } from '../checks';
import { leakyReluKernels } from '../kernels/sets/activations';
import type { KernelSet } from '../kernels/sets/kernel-set';
import { Layer, type LayerBatch, type LayerConfig } from './layer';

/**
 * A rectified linear unit that lets a little of the negative side through (Maas, Hannun & Ng 2013).
 *
 * - forward: y = x where x > 0, else slope·x
 * - backward: dx = dy where x > 0, else slope·dy
 */
export class LeakyReLU extends Layer {
  readonly type = 'LeakyReLU';

  /** @throws UserError where the slope is negative. */
  constructor(readonly slope = 0.01) {
    super();
    checkNonNegative(slope, 'LeakyReLU: slope');
  }

  override get kernelSets(): readonly KernelSet[] {
    return [leakyReluKernels];
  }

  override get overwritesGradients(): boolean {
    return true;
  }

  forward({ kernels, input, output }: LayerBatch, start: number, end: number): void {
    kernels.leakyRelu(input, this.slope, output, start, end);
  }

  backward(
    { kernels, input, outputGradients, inputGradients }: LayerBatch,
    start: number,
    end: number,
  ): void {
    kernels.leakyReluGradients(input, this.slope, outputGradients, inputGradients, start, end);
  }

  config(): LayerConfig {
    return { type: this.type, slope: this.slope };
  }
}
