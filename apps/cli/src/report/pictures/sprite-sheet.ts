import type { Tensor } from '@fmnist/core';
import sharp from 'sharp';

const COLUMNS = 48;

/** Many pictures in one. */
export interface SpriteSheet {
  readonly png: Uint8Array;
  /** Pictures side by side. */
  readonly columns: number;
  readonly rows: number;
  /** The size of one picture. */
  readonly width: number;
  readonly height: number;
  /** Where each picture went, counted row by row, by its index among the images. */
  readonly places: ReadonlyMap<number, number>;
}

/**
 * Puts pictures into one PNG, each once.
 * @param images uint8 [n, height, width]: 0 is black
 * @param indices which of them, in what order; those named again are left out
 */
export async function spriteSheet(images: Tensor, indices: Iterable<number>): Promise<SpriteSheet> {
  const [, height, width] = images.shape;
  const chosen = [...new Set(indices)];
  const columns = Math.max(1, Math.min(COLUMNS, chosen.length));
  const rows = Math.max(1, Math.ceil(chosen.length / columns));
  const stride = columns * width;
  const pixels = new Uint8Array(rows * height * stride);
  chosen.forEach((index, place) => {
    const corner = Math.floor(place / columns) * height * stride + (place % columns) * width;
    for (let y = 0; y < height; y++) {
      const start = (index * height + y) * width;
      pixels.set(images.data.subarray(start, start + width), corner + y * stride);
    }
  });
  const png = await sharp(pixels, { raw: { width: stride, height: rows * height, channels: 1 } })
    .toColourspace('b-w')
    .png({ compressionLevel: 9 })
    .toBuffer();
  const places = new Map(chosen.map((index, place) => [index, place]));
  return { png, columns, rows, width, height, places };
}
