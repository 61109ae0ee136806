import { expect, test } from 'vitest';
import { median, quantile } from './statistics';

test('the median is the middle value, or the mean of the two in the middle', () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1, 3, 2])).toBe(2.5);
});

test('a quantile is interpolated between neighbours', () => {
  const values = Array.from({ length: 101 }, (_, index) => 100 - index);
  expect(quantile(values, 0.99)).toBe(99);
  expect(quantile([0, 10], 0.25)).toBe(2.5);
});

test('nothing has no median', () => {
  expect(() => median([])).toThrow('at least one value');
});
