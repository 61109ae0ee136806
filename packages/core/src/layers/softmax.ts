import { softmaxKernels } from '../kernels/sets/activations';
import type { KernelSet } from '../kernels/sets/kernel-set';
import { Layer, type LayerBatch, type LayerConfig } from './layer';

/**
 * Turns a row of logits into probabilities that sum to 1 (the book's chapter 4).
 *
 * - forward: yⱼ = e^(xⱼ − max x) / Σₖ e^(xₖ − max x)
 * - backward: dxⱼ = yⱼ·(dyⱼ − Σₖ dyₖ·yₖ)
 *
 * As the last layer under a {@link CategoricalCrossEntropy} its backward step is fused with that of the loss.
 */
export class Softmax extends Layer {
  readonly type = 'Softmax';

  override get kernelSets(): readonly KernelSet[] {
    return [softmaxKernels];
  }

  override get needsOutput(): boolean {
    return true;
  }

  forward({ kernels, input, output }: LayerBatch, start: number, end: number): void {
    kernels.softmax(input, output, start, end);
  }

  backward(
    { kernels, output, outputGradients, inputGradients }: LayerBatch,
    start: number,
    end: number,
  ): void {
    kernels.softmaxGradients(output, outputGradients, inputGradients, start, end);
  }

  config(): LayerConfig {
    return { type: this.type };
  }
}
