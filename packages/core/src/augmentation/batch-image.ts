import type { ImageShape } from '../kernels/sliding-window';
import type { Floats } from '../tensor/dtype';

/** An image in a batch, to be changed where it is. Channel k of pixel (y, x) is `values[start + (y·width + x)·channels + k]`. */
export interface BatchImage extends ImageShape {
  readonly values: Floats;
  readonly start: number;
  /** How many numbers the image has. */
  readonly size: number;
  /**
   * Room for a copy of the image with a margin one pixel wide, for what cannot be done in place. The margin is 0 and stays
   * so; what is inside means nothing.
   */
  readonly framed: Float64Array;
}

/** A place that goes from image to image of a batch, so that none is allocated for each. */
export class ImageCursor implements BatchImage {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly size: number;
  readonly framed: Float64Array;
  values: Floats = new Float32Array(0);
  start = 0;

  constructor({ height, width, channels }: ImageShape) {
    this.height = height;
    this.width = width;
    this.channels = channels;
    this.size = height * width * channels;
    this.framed = new Float64Array((height + 2) * (width + 2) * channels);
  }
}
