import { describe, expect, it } from 'vitest';
import { augment } from '../../test/augmented';
import { RandomAdjustment } from './random-adjustment';

const shape = { height: 1, width: 2, channels: 2 };
const numbers = [10, 20, 30, 60];
const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('RandomAdjustment', () => {
  it('makes an image brighter or darker by a factor, any in its range', () => {
    const images = augment(new RandomAdjustment({ brightness: 0.4, contrast: 0 }), shape, numbers, 1000);
    const factors = images.map((image) => image[0] / 10);
    images.forEach((image, row) => {
      image.forEach((value, i) => {
        expect(value).toBeCloseTo(factors[row] * numbers[i], 4);
      });
    });
    expect(Math.min(...factors)).toBeGreaterThanOrEqual(0.6);
    expect(Math.min(...factors)).toBeLessThan(0.62);
    expect(Math.max(...factors)).toBeLessThanOrEqual(1.4);
    expect(Math.max(...factors)).toBeGreaterThan(1.38);
    expect(mean(factors)).toBeCloseTo(1, 1);
  });

  it('changes the contrast by a factor, any in its range, about the mean', () => {
    const images = augment(new RandomAdjustment({ brightness: 0, contrast: 0.5 }), shape, numbers, 1000);
    const factors = images.map(([first, , , last]) => (last - first) / 50);
    images.forEach((image, row) => {
      expect(mean(image)).toBeCloseTo(30, 4);
      expect(image[0]).toBeCloseTo(30 - factors[row] * 20, 4);
    });
    expect(Math.min(...factors)).toBeLessThan(0.52);
    expect(Math.max(...factors)).toBeGreaterThan(1.48);
  });

  it('without a range leaves images as they are', () => {
    expect(augment(new RandomAdjustment({ brightness: 0, contrast: 0 }), shape, numbers, 1)).toEqual([
      numbers,
    ]);
  });

  it.each([
    [
      { brightness: -0.1 },
      'RandomAdjustment: brightness must be a number from 0 up to, not including, 1, got -0.1',
    ],
    [{ contrast: 1 }, 'RandomAdjustment: contrast must be a number from 0 up to, not including, 1, got 1'],
  ])('refuses %j', (options, message) => {
    expect(() => new RandomAdjustment(options)).toThrow(message);
  });
});
