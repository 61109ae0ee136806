import type { LayerBatch } from './layer';
import { Pooling2D, type Pooling2DOptions } from './pooling-2d';

/**
 * Leaves of what a window sees the largest number, channel by channel (Goodfellow, Bengio & Courville 2016, section 9.3).
 *
 * - forward: y = max x over the window
 * - backward: dx = Σ dy over the windows whose largest number x is; of equals the first
 *
 * X is [batch, height, width, channels], Y [batch, height′, width′, channels].
 *
 * @example new MaxPool2D() // halves height and width
 */
export class MaxPool2D extends Pooling2D {
  readonly type = 'MaxPool2D';

  /** @throws UserError where an option is out of range. */
  constructor(options: Pooling2DOptions = {}) {
    super('MaxPool2D', options);
  }

  override get needsOutput(): boolean {
    return true;
  }

  forward({ kernels, input, output }: LayerBatch, start: number, end: number): void {
    kernels.maxPool(input, output, this.window, start, end);
  }

  backward(
    { kernels, input, output, outputGradients, inputGradients }: LayerBatch,
    start: number,
    end: number,
  ): void {
    kernels.maxPoolGradients(input, output, outputGradients, inputGradients, this.window, start, end);
  }
}
