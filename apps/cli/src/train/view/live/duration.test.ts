import { expect, it } from 'vitest';
import { formatDuration } from './duration';

it.each([
  [0, '0 s'],
  [8.6, '9 s'],
  [59.4, '59 s'],
  [59.6, '1 min 00 s'],
  [125, '2 min 05 s'],
  [3599.9, '1 h 00 min'],
  [90_000, '25 h 00 min'],
])('%d seconds are %s', (seconds, text) => {
  expect(formatDuration(seconds)).toBe(text);
});
