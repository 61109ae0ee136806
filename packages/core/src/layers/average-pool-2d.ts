import type { LayerBatch } from './layer';
import { Pooling2D, type Pooling2DOptions } from './pooling-2d';

/**
 * Leaves of what a window sees the mean, channel by channel (LeCun et al. 1998).
 *
 * - forward: y = Σ x / n over the n pixels of the image that the window sees
 * - backward: dx = Σ dy / n over the windows that see x
 *
 * X is [batch, height, width, channels], Y [batch, height′, width′, channels].
 *
 * @example new AveragePool2D({ poolSize: 2 })
 */
export class AveragePool2D extends Pooling2D {
  readonly type = 'AveragePool2D';

  /** @throws UserError where an option is out of range. */
  constructor(options: Pooling2DOptions = {}) {
    super('AveragePool2D', options);
  }

  forward({ kernels, input, output }: LayerBatch, start: number, end: number): void {
    kernels.averagePool(input, output, this.window, start, end);
  }

  backward({ kernels, outputGradients, inputGradients }: LayerBatch, start: number, end: number): void {
    kernels.averagePoolGradients(outputGradients, inputGradients, this.window, start, end);
  }
}
