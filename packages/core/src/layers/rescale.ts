import { checkFinite } from '../checks';
import { Layer, type LayerBatch, type LayerConfig } from './layer';

/**
 * Brings inputs to a range that networks like. As the first layer it lets a model take raw pixels: `new Rescale(1 / 255)`
 * maps bytes to [0, 1], `new Rescale(1 / 127.5, -1)` to [−1, 1].
 *
 * - forward: y = x·scale + offset
 * - backward: dx = dy·scale
 */
export class Rescale extends Layer {
  readonly type = 'Rescale';

  /** @throws UserError where a number is not finite. */
  constructor(
    readonly scale: number,
    readonly offset = 0,
  ) {
    super();
    checkFinite(scale, 'Rescale: scale');
    checkFinite(offset, 'Rescale: offset');
  }

  forward({ kernels, input, output }: LayerBatch, start: number, end: number): void {
    kernels.rescale(input, this.scale, this.offset, output, start, end);
  }

  backward({ kernels, outputGradients, inputGradients }: LayerBatch, start: number, end: number): void {
    kernels.rescale(outputGradients, this.scale, 0, inputGradients, start, end);
  }

  config(): LayerConfig {
    return { type: this.type, scale: this.scale, offset: this.offset };
  }
}
