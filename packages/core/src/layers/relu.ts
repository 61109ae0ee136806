import { Layer, type LayerBatch, type LayerConfig } from './layer';

/**
 * The rectified linear unit (the book's chapter 4; Nair & Hinton 2010), element by element.
 *
 * - forward: y = max(0, x)
 * - backward: dx = dy where x > 0, else 0
 */
export class ReLU extends Layer {
  readonly type = 'ReLU';

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
    kernels.relu(input, output, start, end);
  }

  backward(
    { kernels, output, outputGradients, inputGradients }: LayerBatch,
    start: number,
    end: number,
  ): void {
    kernels.reluGradients(output, outputGradients, inputGradients, start, end);
  }

  config(): LayerConfig {
    return { type: this.type };
  }
}
