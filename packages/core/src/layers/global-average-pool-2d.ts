import type { KernelSet } from '../kernels/sets/kernel-set';
import { poolingKernels } from '../kernels/sets/pooling';
import type { SlidingWindow } from '../kernels/sliding-window';
import type { Shape } from '../tensor/shape';
import { checkImage } from './image';
import { Layer, type LayerBatch, type LayerConfig } from './layer';

/**
 * Leaves of each channel of an image its mean (Lin, Chen & Yan 2014, section 3.2): the way from images to classes
 * without a large dense layer.
 *
 * - forward: y = Σ x / n over all n pixels
 * - backward: dx = dy / n
 *
 * X is [batch, height, width, channels], Y [batch, channels].
 */
export class GlobalAveragePool2D extends Layer {
  readonly type = 'GlobalAveragePool2D';
  #window: SlidingWindow | undefined;

  override get kernelSets(): readonly KernelSet[] {
    return [poolingKernels];
  }

  override outputShape(inputShape: Shape): Shape {
    const input = checkImage(this.name, inputShape);
    const { height, width, channels } = input;
    this.#window = {
      input,
      output: { height: 1, width: 1, channels },
      height,
      width,
      stride: 1,
      paddingTop: 0,
      paddingLeft: 0,
    };
    return [channels];
  }

  forward({ kernels, input, output }: LayerBatch, start: number, end: number): void {
    kernels.averagePool(input, output, this.#whole, start, end);
  }

  backward({ kernels, outputGradients, inputGradients }: LayerBatch, start: number, end: number): void {
    kernels.averagePoolGradients(outputGradients, inputGradients, this.#whole, start, end);
  }

  config(): LayerConfig {
    return { type: this.type };
  }

  get #whole(): SlidingWindow {
    if (!this.#window) throw new Error('outputShape() comes first');
    return this.#window;
  }
}
