import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { augment, imageOf, numbersOf } from '../../test/augmented';
import { HorizontalFlip } from './horizontal-flip';
import { mirror } from './mirror';

describe('HorizontalFlip', () => {
  it('swaps left and right, and leaves the middle', () => {
    const grey = { height: 2, width: 3, channels: 1 };
    expect(augment(new HorizontalFlip(1), grey, [1, 2, 3, 4, 5, 6], 1)).toEqual([[3, 2, 1, 6, 5, 4]]);
  });

  it('keeps the channels of a pixel together', () => {
    const coloured = { height: 1, width: 2, channels: 3 };
    expect(augment(new HorizontalFlip(1), coloured, [1, 2, 3, 4, 5, 6], 1)).toEqual([[4, 5, 6, 1, 2, 3]]);
  });

  it('does so to the share of images it was told', () => {
    const shape = { height: 1, width: 2, channels: 1 };
    for (const probability of [0, 0.25, 0.5, 1]) {
      const flipped = augment(new HorizontalFlip(probability), shape, [0, 1], 4000).filter(
        ([first]) => first,
      );
      expect(Math.abs(flipped.length / 4000 - probability)).toBeLessThanOrEqual(probability % 1 && 0.03);
    }
  });

  it('done twice changes nothing', () => {
    const side = fc.integer({ min: 1, max: 6 });
    const shapes = fc.record({ height: side, width: side, channels: fc.integer({ min: 1, max: 3 }) });
    fc.assert(
      fc.property(shapes, (shape) => {
        const numbers = Array.from({ length: shape.height * shape.width * shape.channels }, (_, i) => i);
        const image = imageOf(shape, numbers);
        mirror(image);
        if (shape.width > 1) expect(numbersOf(image)).not.toEqual(numbers);
        mirror(image);
        expect(numbersOf(image)).toEqual(numbers);
      }),
    );
  });

  it.each([-0.1, 1.1, Number.NaN])('refuses the probability %f', (probability) => {
    expect(() => new HorizontalFlip(probability)).toThrow(
      `HorizontalFlip: probability must be a number from 0 to 1, got ${probability}`,
    );
  });
});
