import { Layer, type LayerBatch, type LayerConfig } from './layer';

/**
 * Lets everything through: the last layer of a regression (the book's chapter 17).
 *
 * - forward: y = x
 * - backward: dx = dy
 */
export class Linear extends Layer {
  readonly type = 'Linear';

  override get overwritesInput(): boolean {
    return true;
  }

  override get overwritesGradients(): boolean {
    return true;
  }

  forward({ kernels, input, output }: LayerBatch, start: number, end: number): void {
    kernels.copy(input, output, start, end);
  }

  backward({ kernels, outputGradients, inputGradients }: LayerBatch, start: number, end: number): void {
    kernels.copy(outputGradients, inputGradients, start, end);
  }

  config(): LayerConfig {
    return { type: this.type };
  }
}
