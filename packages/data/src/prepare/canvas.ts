import type { RgbaImage } from '../rgba-image';
import type { Box } from './box';

/** Part of a picture, reduced so that no edge is longer than {@link LONGEST_EDGE}. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  /** Red, green and blue, 0 to 255, each row by row. Where the picture is transparent, what it is drawn with. */
  readonly channels: readonly [Float64Array, Float64Array, Float64Array];
  /** 0 to 1. */
  readonly opacity: Float64Array;
  /** How many pixels of the picture, in each direction, one of these is the mean of. */
  readonly factor: number;
}

/** Long enough for 28 pixels to be made out of it, short enough that noise averages out. */
const LONGEST_EDGE = 112;

/** The part of a picture in a box, each pixel the mean of a square of pixels, weighted by opacity. */
export function reduce(image: RgbaImage, { left, top, right, bottom }: Box): Canvas {
  const { data } = image;
  const factor = Math.ceil(Math.max(right - left, bottom - top) / LONGEST_EDGE);
  const width = Math.ceil((right - left) / factor);
  const height = Math.ceil((bottom - top) / factor);
  const size = width * height;
  const [red, green, blue] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  const opacity = new Float64Array(size);
  const counts = new Float64Array(size);
  for (let y = top; y < bottom; y++) {
    const row = Math.floor((y - top) / factor) * width;
    for (let column = 0; column < width; column++) {
      const i = row + column;
      const start = left + column * factor;
      const end = Math.min(right, start + factor);
      let [redSum, greenSum, blueSum, alphaSum] = [0, 0, 0, 0];
      for (let pixel = 4 * (y * image.width + start); pixel < 4 * (y * image.width + end); pixel += 4) {
        const alpha = data[pixel + 3];
        redSum += alpha * data[pixel];
        greenSum += alpha * data[pixel + 1];
        blueSum += alpha * data[pixel + 2];
        alphaSum += alpha;
      }
      red[i] += redSum;
      green[i] += greenSum;
      blue[i] += blueSum;
      opacity[i] += alphaSum;
      counts[i] += end - start;
    }
  }
  for (let i = 0; i < size; i++) {
    const weight = opacity[i];
    if (weight > 0) {
      red[i] /= weight;
      green[i] /= weight;
      blue[i] /= weight;
    }
    opacity[i] = weight / (255 * counts[i]);
  }
  return { width, height, channels: [red, green, blue], opacity, factor };
}

/** The values where a mask is 1, in their order. */
export function valuesIn(mask: Uint8Array, values: Float64Array): Float64Array {
  const result = new Float64Array(values.length);
  let count = 0;
  for (let i = 0; i < mask.length; i++) if (mask[i] === 1) result[count++] = values[i];
  return result.slice(0, count);
}

/** The values at some places, in their order. */
export function valuesAt(values: Float64Array, places: readonly number[]): Float64Array {
  const result = new Float64Array(places.length);
  for (let n = 0; n < result.length; n++) result[n] = values[places[n]];
  return result;
}
