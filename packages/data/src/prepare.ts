import { type Box, boundingBox } from './prepare/box';
import { centre } from './prepare/centre';
import { findItem } from './prepare/find-item';
import type { GreyImage } from './prepare/grey-image';
import { sharpen } from './prepare/sharpen';
import { shrink } from './prepare/shrink';
import { stretch } from './prepare/stretch';
import { toneOf } from './prepare/tone';
import type { RgbaImage } from './rgba-image';

const SIDE = 28;
/** Of the item's brightest: what is darker than that at its edges is trimmed. */
const HARDLY = 0.1;

/**
 * Any picture of a garment as the data set would show it, 28×28, grey on black: the data set's own recipe (Xiao, Rasul
 * & Vollgraf 2017, section 2) for pictures that others made. Find the item on whatever it lies on, trim to it, bring the
 * longest edge to 28, sharpen, make the brightest parts white, centre, on black. Plain arithmetic, so the same bits
 * everywhere. Where the paper takes the distance from white for grey, this takes that from the background: the item may
 * be lighter or darker than it, or of another hue, and the background may change from side to side or be textured. The
 * paper picks rows and columns to shrink; this averages over areas, so that the noise of large photographs does not
 * remain.
 *
 * A picture that is one of the data set's (28×28, grey, opaque, black in the corners) comes back unchanged, and one of
 * a single colour comes back black.
 *
 * @returns 784 bytes, row by row
 */
export function prepare(image: RgbaImage): Uint8Array {
  const prepared = pixelsIfPrepared(image);
  if (prepared) return prepared;
  const item = findItem(image);
  if (!item) return new Uint8Array(SIDE * SIDE);
  const tone = toneOf(item, SIDE);
  return centre(stretch(sharpen(shrink(tone, trim(tone, item.box), SIDE))), SIDE);
}

/** The box without edges that are hardly brighter than the background. */
function trim({ width, values }: GreyImage, box: Box): Box {
  let brightest = 0;
  for (let i = 0; i < values.length; i++) brightest = Math.max(brightest, values[i]);
  const isBright = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i++) isBright[i] = values[i] > HARDLY * brightest ? 1 : 0;
  return boundingBox(isBright, width) ?? box;
}

/** The pixels of a picture that is one of the data set's, which {@link prepare} leaves as they are; of others nothing. */
export function pixelsIfPrepared({ width, height, data }: RgbaImage): Uint8Array<ArrayBuffer> | undefined {
  if (width !== SIDE || height !== SIDE) return undefined;
  const corners = [0, SIDE - 1, SIDE * (SIDE - 1), SIDE * SIDE - 1];
  if (corners.filter((i) => data[4 * i] < 32).length < 3) return undefined;
  const pixels = new Uint8Array(SIDE * SIDE);
  for (let i = 0; i < pixels.length; i++) {
    const grey = data[4 * i];
    if (grey !== data[4 * i + 1] || grey !== data[4 * i + 2] || data[4 * i + 3] !== 255) return undefined;
    pixels[i] = grey;
  }
  return pixels;
}
