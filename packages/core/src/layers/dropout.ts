import { checkFraction } from '../checks';
import { RandomStream } from '../random/random-stream';
import { type Shape, sizeOf } from '../tensor/shape';
import { Layer, type LayerBatch, type LayerConfig } from './layer';

/**
 * Switches off a random share of the numbers while training, so that no neuron relies on another (the book's
 * chapter 15; Srivastava et al. 2014). What is kept is scaled up, so that the sum stays the same on average; outside
 * training everything passes.
 *
 * - forward: y = x·m, with m = 0 with probability `rate`, else 1 / (1 − rate)
 * - backward: dx = dy·m; outside training dx = dy
 *
 * Whether a number is kept is a function of the seed, the layer's position, and how many rows were trained on before.
 */
export class Dropout extends Layer {
  readonly type = 'Dropout';

  /**
   * @param rate the share that is switched off, from 0 up to, not including, 1
   * @throws UserError where the rate is no such number.
   */
  constructor(readonly rate: number) {
    super();
    checkFraction(rate, 'Dropout: rate');
  }

  override scratchColumns(inputShape: Shape): readonly number[] {
    return [sizeOf(inputShape)];
  }

  override get overwritesInput(): boolean {
    return true;
  }

  override get overwritesGradients(): boolean {
    return true;
  }

  forward(
    { kernels, input, output, scratch: [mask], pass, index }: LayerBatch,
    start: number,
    end: number,
  ): void {
    if (!pass.training) {
      kernels.copy(input, output, start, end);
      return;
    }
    const { key } = new RandomStream(pass.seed, 'dropout', index);
    kernels.dropoutMask(mask, key, pass.firstRow * input.columns, this.rate, start, end);
    kernels.multiply(input, mask, output, start, end);
  }

  backward(
    { kernels, scratch: [mask], outputGradients, inputGradients, pass }: LayerBatch,
    start: number,
    end: number,
  ): void {
    if (!pass.training) kernels.copy(outputGradients, inputGradients, start, end);
    else kernels.multiply(outputGradients, mask, inputGradients, start, end);
  }

  config(): LayerConfig {
    return { type: this.type, rate: this.rate };
  }
}
