import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { augment, imageOf, numbersOf } from '../../test/augmented';
import type { ImageShape } from '../kernels/sliding-window';
import { RandomStream } from '../random/random-stream';
import { Draws } from './draws';
import { RandomAffine } from './random-affine';

/** Draws that always give the same place in their range: 0 is its beginning, 1 / 2 its middle. */
class FixedDraws extends Draws {
  constructor(private readonly places: readonly number[]) {
    super(new RandomStream(0), places.length);
  }
  override uniform(n: number): number {
    return this.places[n];
  }
}

function transformed(affine: RandomAffine, places: number[], shape: ImageShape, numbers: number[]): number[] {
  const image = imageOf(shape, numbers);
  affine.apply(image, new FixedDraws(places));
  return numbersOf(image);
}

describe('RandomAffine', () => {
  const square = { height: 3, width: 3, channels: 1 };
  const nine = [1, 2, 3, 4, 5, 6, 7, 8, 9];

  it('turns an image about its centre, here by a quarter to the left', () => {
    const turned = transformed(new RandomAffine({ rotation: 90, scale: 0 }), [0, 0.5], square, nine);
    const expected = [3, 6, 9, 2, 5, 8, 1, 4, 7];
    turned.forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i], 5);
    });
  });

  it('turns it to the right too, and keeps the channels of a pixel together', () => {
    const shape = { height: 2, width: 2, channels: 2 };
    const numbers = [1, -1, 2, -2, 3, -3, 4, -4];
    const turned = transformed(new RandomAffine({ rotation: 90, scale: 0 }), [1, 0.5], shape, numbers);
    [3, -3, 1, -1, 4, -4, 2, -2].forEach((value, i) => {
      expect(turned[i]).toBeCloseTo(value, 5);
    });
  });

  it('makes an image larger, with numbers between those of the pixels', () => {
    const line = { height: 1, width: 5, channels: 1 };
    const larger = transformed(
      new RandomAffine({ rotation: 0, scale: 0.5 }),
      [0.5, 1],
      line,
      [0, 3, 6, 9, 0],
    );
    // Neighbours of the middle come from two thirds of a pixel away, the ends from one and a third.
    [2, 4, 6, 8, 6].forEach((value, i) => {
      expect(larger[i]).toBeCloseTo(value, 5);
    });
  });

  it('makes an image smaller, with 0 around it', () => {
    const line = { height: 1, width: 5, channels: 1 };
    const smaller = transformed(
      new RandomAffine({ rotation: 0, scale: 0.5 }),
      [0.5, 0],
      line,
      [8, 8, 8, 8, 8],
    );
    expect(smaller).toEqual([0, 8, 8, 8, 0]);
  });

  it('without rotation and scale leaves every bit as it is', () => {
    const side = fc.integer({ min: 1, max: 6 });
    const shapes = fc.record({ height: side, width: side, channels: fc.integer({ min: 1, max: 3 }) });
    fc.assert(
      fc.property(shapes, fc.nat(), (shape, seed) => {
        const random = new RandomStream(seed);
        const size = shape.height * shape.width * shape.channels;
        const numbers = Array.from({ length: size }, (_, i) => Math.fround(random.uniform(i)));
        expect(augment(new RandomAffine({ rotation: 0, scale: 0 }), shape, numbers, 1)).toEqual([numbers]);
      }),
    );
  });

  it('gives no number beyond those of the image and 0, and stays within its place', () => {
    const shape = { height: 5, width: 7, channels: 2 };
    const numbers = Array.from({ length: 70 }, (_, i) => 1 + (i % 9));
    const images = augment(new RandomAffine({ rotation: 180, scale: 0.9 }), shape, numbers, 300);
    for (const image of images) {
      expect(Math.min(...image)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...image)).toBeLessThanOrEqual(9.00001);
    }
  });

  it('turns and scales by any of the amounts, evenly', () => {
    const shape = { height: 41, width: 41, channels: 1 };
    // A dot to the right of the centre tells where it went.
    const dot = Array.from({ length: 41 * 41 }, (_, i) => (i === 20 * 41 + 35 ? 1 : 0));
    const angles = augment(new RandomAffine({ rotation: 60, scale: 0.2 }), shape, dot, 1000).map((image) => {
      const total = image.reduce((sum, value) => sum + value, 0);
      const mean = (place: (i: number) => number) =>
        image.reduce((sum, value, i) => sum + value * place(i), 0) / total - 20;
      const [y, x] = [mean((i) => Math.floor(i / 41)), mean((i) => i % 41)];
      return { degrees: (Math.atan2(y, x) * 180) / Math.PI, radius: Math.hypot(y, x) / 15 };
    });
    const share = (test: (each: (typeof angles)[0]) => boolean) => angles.filter(test).length / 1000;
    expect(share(({ degrees }) => Math.abs(degrees) < 62)).toBe(1);
    expect(share(({ degrees }) => degrees < -30)).toBeCloseTo(0.25, 1);
    expect(share(({ degrees }) => degrees > 30)).toBeCloseTo(0.25, 1);
    expect(share(({ radius }) => radius > 0.77 && radius < 1.23)).toBe(1);
    expect(share(({ radius }) => radius < 0.9)).toBeCloseTo(0.25, 1);
  });

  it.each([
    [{ rotation: -1 }, 'RandomAffine: rotation must be a number from 0 to 180, got -1'],
    [{ rotation: 181 }, 'RandomAffine: rotation must be a number from 0 to 180, got 181'],
    [{ scale: 1 }, 'RandomAffine: scale must be a number from 0 up to, not including, 1, got 1'],
  ])('refuses %j', (options, message) => {
    expect(() => new RandomAffine(options)).toThrow(message);
  });
});
