import type { GreyImage } from './grey-image';

/** In the middle of a black square of `side` pixels, as bytes. */
export function centre({ width, height, values }: GreyImage, side: number): Uint8Array {
  const pixels = new Uint8ClampedArray(side * side);
  const left = (side - width) >> 1;
  const top = (side - height) >> 1;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) pixels[(top + y) * side + left + x] = Math.round(values[y * width + x]);
  }
  return new Uint8Array(pixels.buffer);
}
