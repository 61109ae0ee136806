import { UserError } from '@fmnist/core';
import type { RgbaImage } from '../rgba-image';

const SIDE = 28;

/**
 * The pixels of a picture that is 28 × 28, grey and opaque, as they are.
 * @param name what the message calls the picture
 * @throws UserError where it is another.
 */
export function takeAsIs({ width, height, data }: RgbaImage, name: string): Uint8Array {
  if (width !== SIDE || height !== SIDE) {
    throw new UserError(
      `${name} has ${width} × ${height} pixels; to be taken as it is, it must have ${SIDE} × ${SIDE}`,
    );
  }
  const pixels = new Uint8Array(SIDE * SIDE);
  for (let i = 0; i < pixels.length; i++) {
    const [red, green, blue, opacity] = data.subarray(4 * i, 4 * i + 4);
    if (red !== green || red !== blue || opacity !== 255) {
      throw new UserError(`${name} is coloured or transparent; to be taken as it is, it must be grey`);
    }
    pixels[i] = red;
  }
  return pixels;
}
