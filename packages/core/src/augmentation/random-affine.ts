import { checkBetween, checkFraction } from '../checks';
import { cosAndSinOfTurn } from '../elementary/turn';
import { Augmentation, type AugmentationConfig } from './augmentation';
import type { BatchImage } from './batch-image';
import type { Draws } from './draws';

/** How far a picture may be turned and resized. */
export interface RandomAffineOptions {
  /** How far an image may be turned either way, in degrees from 0 to 180. Default 10. */
  rotation?: number;
  /** How much larger or smaller an image may become: by a factor from 1 − scale to 1 + scale. Default 0.1. */
  scale?: number;
}

/**
 * Turns and scales each image about its centre.
 *
 * y[i][j] = x(c + R·((i, j) − c) / s), with the centre c = ((height − 1) / 2, (width − 1) / 2), a rotation R by any angle
 * from −rotation to rotation, clockwise, and any s from 1 − scale to 1 + scale. Between pixels x is interpolated
 * bilinearly; outside of the image it is 0.
 */
export class RandomAffine extends Augmentation {
  readonly type = 'RandomAffine';
  readonly rotation: number;
  readonly scale: number;

  /** @throws UserError where the rotation is not from 0 to 180, or the scale not from 0 up to, not including, 1. */
  constructor({ rotation = 10, scale = 0.1 }: RandomAffineOptions = {}) {
    super();
    this.rotation = checkBetween(rotation, 0, 180, 'RandomAffine: rotation');
    this.scale = checkFraction(scale, 'RandomAffine: scale');
  }

  countDraws(): number {
    return 2;
  }

  apply(image: BatchImage, draws: Draws): void {
    const turn = draws.between(-this.rotation, this.rotation, 0) / 360;
    const factor = draws.between(1 - this.scale, 1 + this.scale, 1);
    const { cos, sin } = cosAndSinOfTurn(turn - Math.floor(turn));
    copyIntoFrame(image);
    transform(image, cos / factor, sin / factor);
  }

  config(): AugmentationConfig {
    return { type: this.type, rotation: this.rotation, scale: this.scale };
  }
}

function copyIntoFrame({ values, start, height, width, channels, framed }: BatchImage): void {
  const line = width * channels;
  let from = start;
  for (let y = 1; y <= height; y++) {
    const to = (y * (width + 2) + 1) * channels;
    for (let i = to; i < to + line; i++) framed[i] = values[from++];
  }
}

/** Fills the image from its copy: pixel (y, x) from the centre gets what is at (cos·y − sin·x, sin·y + cos·x) from it. */
function transform(image: BatchImage, cos: number, sin: number): void {
  const { values, start, height, width, channels, framed } = image;
  const line = (width + 2) * channels;
  const middle = (height - 1) / 2;
  const centre = (width - 1) / 2;
  let to = start;
  for (let i = 0; i < height; i++) {
    for (let j = 0; j < width; j++) {
      const y = middle + (cos * (i - middle) - sin * (j - centre));
      const x = centre + (sin * (i - middle) + cos * (j - centre));
      const top = Math.floor(y);
      const left = Math.floor(x);
      const isOutside = top < -1 || top >= height || left < -1 || left >= width;
      let from = ((top + 1) * (width + 2) + left + 1) * channels;
      for (let channel = 0; channel < channels; channel++, from++, to++) {
        if (isOutside) {
          values[to] = 0;
          continue;
        }
        const above = framed[from] + (framed[from + channels] - framed[from]) * (x - left);
        const below = from + line;
        const under = framed[below] + (framed[below + channels] - framed[below]) * (x - left);
        values[to] = above + (under - above) * (y - top);
      }
    }
  }
}
