import type { Tensor } from '@fmnist/core';
import sharp from 'sharp';

/**
 * One of the pictures as a PNG, its pixels as squares.
 * @param images uint8 [n, height, width]: 0 is black
 * @param side the length of the longer edge
 */
export async function enlarged(images: Tensor, index: number, side: number): Promise<Uint8Array> {
  const [, height, width] = images.shape;
  const size = height * width;
  const pixels = Uint8Array.from(images.data.subarray(index * size, (index + 1) * size));
  return sharp(pixels, { raw: { width, height, channels: 1 } })
    .resize(side, side, { kernel: 'nearest', fit: 'inside' })
    .toColourspace('b-w')
    .png()
    .toBuffer();
}
