import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { augment, imageOf, numbersOf } from '../../test/augmented';
import { RandomShift } from './random-shift';
import { shift } from './shift';

describe('RandomShift', () => {
  const shape = { height: 2, width: 3, channels: 1 };
  const numbers = [1, 2, 3, 4, 5, 6];

  it.each([
    [1, 0, [0, 0, 0, 1, 2, 3]],
    [-1, 0, [4, 5, 6, 0, 0, 0]],
    [0, 1, [0, 1, 2, 0, 4, 5]],
    [0, -2, [3, 0, 0, 6, 0, 0]],
    [1, -1, [0, 0, 0, 2, 3, 0]],
    [0, 0, numbers],
  ])('moves an image %i down and %i to the right', (down, right, expected) => {
    const image = imageOf(shape, numbers);
    shift(image, down, right);
    expect(numbersOf(image)).toEqual(expected);
  });

  it('moves as often by one distance as by another, up to the largest', () => {
    const single = Array.from({ length: 49 }, (_, i) => (i === 24 ? 1 : 0));
    const seen = new Map<number, number>();
    for (const moved of augment(new RandomShift(2), { height: 7, width: 7, channels: 1 }, single, 5000)) {
      const place = moved.indexOf(1);
      seen.set(place, (seen.get(place) ?? 0) + 1);
    }
    const places = [2, 3, 4, 5, 1].flatMap((row) => [1, 2, 3, 4, 5].map((column) => 7 * row + column));
    expect([...seen.keys()].sort((a, b) => a - b)).toEqual(places.sort((a, b) => a - b));
    for (const count of seen.values()) expect(Math.abs(count - 200)).toBeLessThan(60);
  });

  it('keeps what stays inside, and fills the rest with 0', () => {
    const side = fc.integer({ min: 1, max: 6 });
    const distance = fc.integer({ min: -7, max: 7 });
    const shapes = fc.record({ height: side, width: side, channels: fc.integer({ min: 1, max: 3 }) });
    fc.assert(
      fc.property(shapes, distance, distance, (shape, down, right) => {
        const { height, width, channels } = shape;
        const at = (y: number, x: number, channel: number) =>
          y < 0 || y >= height || x < 0 || x >= width ? 0 : 1 + (y * width + x) * channels + channel;
        const all = (read: typeof at) =>
          Array.from({ length: height * width * channels }, (_, i) => {
            const pixel = Math.floor(i / channels);
            return read(Math.floor(pixel / width), pixel % width, i % channels);
          });
        const image = imageOf(shape, all(at));
        shift(image, down, right);
        expect(numbersOf(image)).toEqual(all((y, x, channel) => at(y - down, x - right, channel)));
      }),
    );
  });

  it.each([0, -1, 1.5])('refuses to move by %f pixels', (pixels) => {
    expect(() => new RandomShift(pixels)).toThrow(
      `RandomShift: pixels must be a whole number > 0, got ${pixels}`,
    );
  });
});
