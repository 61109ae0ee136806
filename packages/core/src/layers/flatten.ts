import { type Shape, sizeOf } from '../tensor/shape';
import { Layer, type LayerBatch, type LayerConfig } from './layer';

/**
 * Turns samples of any shape into rows: [batch, 28, 28] becomes [batch, 784]. The numbers stay as they are.
 *
 * - forward: y = x
 * - backward: dx = dy
 */
export class Flatten extends Layer {
  readonly type = 'Flatten';

  override outputShape(inputShape: Shape): Shape {
    return [sizeOf(inputShape)];
  }

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
