import { checkFraction } from '../checks';
import type { KernelSet } from '../kernels/sets/kernel-set';
import { normalizationKernels } from '../kernels/sets/normalization';
import { RandomStream } from '../random/random-stream';
import type { Shape } from '../tensor/shape';
import { checkImage } from './image';
import { Layer, type LayerBatch, type LayerConfig } from './layer';

/**
 * Dropout of whole channels (Tompson et al. 2015, section 3.2): the pixels of a channel resemble their neighbours so much
 * that to switch off single ones hides nothing.
 *
 * - forward: y = x·m, with m for each image and channel 0 with probability `rate`, else 1 / (1 − rate)
 * - backward: dx = dy·m; outside training dx = dy
 *
 * X and Y are [batch, height, width, channels]. Random as in `Dropout`.
 */
export class Dropout2D extends Layer {
  readonly type = 'Dropout2D';
  #channels = 0;

  /**
   * @param rate the share of channels that is switched off, from 0 up to, not including, 1
   * @throws UserError where the rate is no such number.
   */
  constructor(readonly rate: number) {
    super();
    checkFraction(rate, 'Dropout2D: rate');
  }

  override get kernelSets(): readonly KernelSet[] {
    return [normalizationKernels];
  }

  override outputShape(inputShape: Shape): Shape {
    this.#channels = checkImage(this.name, inputShape).channels;
    return inputShape;
  }

  override scratchColumns(): readonly number[] {
    return [this.#channels];
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
    kernels.dropoutMask(mask, key, pass.firstRow * this.#channels, this.rate, start, end);
    kernels.scaleChannels(input, mask, output, start, end);
  }

  backward(
    { kernels, scratch: [mask], outputGradients, inputGradients, pass }: LayerBatch,
    start: number,
    end: number,
  ): void {
    if (!pass.training) kernels.copy(outputGradients, inputGradients, start, end);
    else kernels.scaleChannels(outputGradients, mask, inputGradients, start, end);
  }

  config(): LayerConfig {
    return { type: this.type, rate: this.rate };
  }
}
