import { expect, test } from 'vitest';
import { median } from '../statistics';
import { describeDisturbances, formatNumber, formatPercent, formatRatio, toRows } from './rows';

test('numbers have three digits that count', () => {
  expect([0.45678, 4.5678, 45.678, 456.78, 45_678, 0].map((value) => formatNumber(value))).toEqual([
    '0.457',
    '4.57',
    '45.7',
    '457',
    '45,678',
    '0',
  ]);
  expect(formatPercent(0.87654)).toBe('87.7%');
});

test('a ratio says how a figure compares with ours', () => {
  expect(formatRatio(4.6, 2, 'as long')).toBe('2.3× as long');
  expect(formatRatio(0.998, 1, 'as much')).toBe('1.0× as much');
  expect(formatRatio(1, 2, 'as large')).toBe('0.50× as large');
  expect(formatRatio(4.6, undefined, 'as long')).toBe('–');
});

test('rows are sorted by their medians, and who has none comes last with the reason', () => {
  const entries = [
    { id: 'slow', name: 'slow', results: [9, 1, 8], note: 'a note', reason: 'killed' },
    { id: 'absent', name: 'absent', results: [], reason: 'not installed' },
    { id: 'fast', name: 'fast', results: [2, 2, 2] },
  ];
  const rows = toRows(
    entries,
    1,
    median,
    ({ results }) => [String(median(results))],
    () => undefined,
  );
  expect(rows).toEqual([
    ['fast', '2', ''],
    ['slow', '8', 'a note; a round failed: killed'],
    ['absent', '–', 'not installed'],
  ]);
});

test('a row says in how many rounds it was disturbed, and by what', () => {
  expect(describeDisturbances([], 5)).toBeUndefined();
  expect(describeDisturbances(['shared cores', 'other programs', 'shared cores'], 5)).toBe(
    '**disturbed by other programs and shared cores in 3 of 5 rounds**',
  );
});
