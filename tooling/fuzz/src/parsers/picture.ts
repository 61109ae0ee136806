import { prepare } from '@fmnist/data';
import type { Parser } from '../parser';

/** Larger pictures take longer, and do nothing that smaller ones do not. */
const MOST = 80;

/** Two bytes for width and height, then pixels, again and again until the picture is full. */
export const parser: Parser = {
  name: 'picture',
  about: 'decoded pictures of any size and content: each becomes 784 bytes',
  seeds: () => [
    Uint8Array.of(27, 27, 0, 0, 0, 255, 9, 9, 9, 255),
    Uint8Array.of(40, 60, ...Array.from({ length: 400 }, (_, index) => (index * 37) % 256)),
    Uint8Array.of(1, 1, 255, 255, 255, 0),
    Uint8Array.of(64, 3, ...Array.from({ length: 64 }, (_, index) => (index % 4 === 3 ? 255 : 4 * index))),
  ],
  read([first = 0, second = 0, ...pixels]) {
    const [width, height] = [1 + (first % MOST), 1 + (second % MOST)];
    const data = new Uint8Array(4 * width * height).map((_, index) => pixels[index % pixels.length] ?? 0);
    const { length } = prepare({ width, height, data });
    if (length !== 784) throw new Error(`A picture of ${width} × ${height} became ${length} bytes`);
  },
};
