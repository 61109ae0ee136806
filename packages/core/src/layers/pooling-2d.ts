import { UserError } from '../errors';
import type { KernelSet } from '../kernels/sets/kernel-set';
import { poolingKernels } from '../kernels/sets/pooling';
import type { SlidingWindow } from '../kernels/sliding-window';
import type { Shape } from '../tensor/shape';
import { checkImage, checkWindow, type Padding, shapeOf, slide, type WindowOptions } from './image';
import { Layer, type LayerConfig } from './layer';

/** The window of a pooling layer, and how it moves. */
export interface Pooling2DOptions {
  /** Height and width of the window, or both in one number. Default 2. */
  poolSize?: number | readonly [height: number, width: number];
  /** How far the window goes at a time, down and to the right. Default: its height. */
  stride?: number;
  /** What the window does at the border; it sees nothing outside of the image. Default `valid`. */
  padding?: Padding;
}

/** What pooling layers have in common: a window over each channel of an image. */
export abstract class Pooling2D extends Layer {
  readonly #options: WindowOptions;
  #window: SlidingWindow | undefined;

  constructor(type: string, { poolSize = 2, stride, padding = 'valid' }: Pooling2DOptions) {
    super();
    const height = typeof poolSize === 'number' ? poolSize : poolSize[0];
    this.#options = checkWindow(type, poolSize, stride ?? height, padding);
  }

  override get kernelSets(): readonly KernelSet[] {
    return [poolingKernels];
  }

  override outputShape(inputShape: Shape): Shape {
    const image = checkImage(this.name, inputShape);
    this.#window = slide(this.name, image, this.#options, image.channels);
    return shapeOf(this.#window.output);
  }

  config(): LayerConfig {
    const { height: poolHeight, width: poolWidth, stride, padding } = this.#options;
    return { type: this.type, poolHeight, poolWidth, stride, padding };
  }

  /** Where the window goes. @throws UserError before the model is finalized. */
  get window(): SlidingWindow {
    if (!this.#window) throw new UserError(`This ${this.type} layer is in no finalized model`);
    return this.#window;
  }
}
