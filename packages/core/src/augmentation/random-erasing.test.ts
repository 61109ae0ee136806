import { describe, expect, it } from 'vitest';
import { augment } from '../../test/augmented';
import type { ImageShape } from '../kernels/sliding-window';
import { RandomErasing } from './random-erasing';

const shape = { height: 20, width: 30, channels: 2 };
const numbers = Array.from({ length: 20 * 30 * 2 }, (_, i) => 1 + (i % 250));

/** The smallest rectangle around all that changed, and whether all in it did. */
function changes({ width, channels }: ImageShape, before: number[], after: number[]) {
  const changed = after.flatMap((value, i) => (value === before[i] ? [] : [i]));
  const [ys, xs] = [
    changed.map((i) => Math.floor(i / channels / width)),
    changed.map((i) => Math.floor(i / channels) % width),
  ];
  const [top, left] = [Math.min(...ys), Math.min(...xs)];
  const [high, wide] = [Math.max(...ys) - top + 1, Math.max(...xs) - left + 1];
  return { top, left, height: high, width: wide, count: changed.length };
}

const erasedOnly = (images: number[][]) =>
  images.filter((image) => image.some((value, i) => value !== numbers[i]));

describe('RandomErasing', () => {
  it('erases the share of images it was told', () => {
    for (const probability of [0, 0.25, 1]) {
      const erased = erasedOnly(augment(new RandomErasing({ probability }), shape, numbers, 1000));
      expect(Math.abs(erased.length / 1000 - probability)).toBeLessThanOrEqual(probability % 1 && 0.05);
    }
  });

  it('touches one rectangle only, all of it, and fills it with 0', () => {
    for (const image of augment(new RandomErasing({ probability: 1 }), shape, numbers, 500)) {
      const { height, width, count } = changes(shape, numbers, image);
      expect(count).toBe(height * width * 2);
      expect(image.filter((value, i) => value !== numbers[i] && value !== 0)).toEqual([]);
    }
  });

  it('of the size and shape it was told, anywhere in the image', () => {
    const erasing = new RandomErasing({ probability: 1, area: [0.1, 0.2], aspect: [0.5, 1.5] });
    const places = augment(erasing, shape, numbers, 500).map((image) => changes(shape, numbers, image));
    for (const { height, width } of places) {
      // Rounding moves a side by half a pixel.
      expect((height - 0.5) * (width - 0.5)).toBeLessThanOrEqual(0.2 * 600);
      expect((height + 0.5) * (width + 0.5)).toBeGreaterThanOrEqual(0.1 * 600);
      expect((height - 0.5) / (width + 0.5)).toBeLessThanOrEqual(1.5);
      expect((height + 0.5) / (width - 0.5)).toBeGreaterThanOrEqual(0.5);
    }
    expect(Math.min(...places.map(({ top }) => top))).toBe(0);
    expect(Math.min(...places.map(({ left }) => left))).toBe(0);
    expect(Math.max(...places.map(({ top, height }) => top + height))).toBe(20);
    expect(Math.max(...places.map(({ left, width }) => left + width))).toBe(30);
  });

  it('fills with any numbers between the smallest and the largest of the image', () => {
    const erasing = new RandomErasing({ probability: 1, area: [0.3, 0.3], fill: 'random' });
    const kept = numbers.map((value) => value / 250);
    const [first, second] = augment(erasing, shape, kept, 2);
    const fills = first.filter((value, i) => value !== Math.fround(kept[i]));
    expect(Math.min(...fills)).toBeGreaterThanOrEqual(1 / 250 - 1e-6);
    expect(Math.max(...fills)).toBeLessThanOrEqual(1);
    expect(new Set(fills).size).toBeGreaterThan(fills.length / 2);
    expect(fills.reduce((sum, value) => sum + value, 0) / fills.length).toBeCloseTo(0.5, 1);
    expect(second).not.toEqual(first);
  });

  it('leaves an image alone into which no such rectangle fits', () => {
    const tall = new RandomErasing({ probability: 1, area: [0.5, 0.5], aspect: [9, 9] });
    expect(erasedOnly(augment(tall, shape, numbers, 20))).toEqual([]);
  });

  it('may erase everything', () => {
    const whole = new RandomErasing({ probability: 1, area: [1, 1], aspect: [1, 1] });
    expect(augment(whole, { height: 2, width: 2, channels: 1 }, [1, 2, 3, 4], 1)).toEqual([[0, 0, 0, 0]]);
  });

  it.each([
    [{ probability: 2 }, 'RandomErasing: probability must be a number from 0 to 1, got 2'],
    [{ area: [0.1, 1.5] as const }, 'RandomErasing: the most area must be a number from 0 to 1, got 1.5'],
    [{ area: [0.5, 0.1] as const }, 'RandomErasing: area must go from the least to the most, got [0.5, 0.1]'],
    [{ aspect: [0, 1] as const }, 'RandomErasing: the least aspect must be a number > 0, got 0'],
  ])('refuses %j', (options, message) => {
    expect(() => new RandomErasing(options)).toThrow(message);
  });
});
