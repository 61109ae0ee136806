import { expect, test } from 'vitest';
import type { TrainAnswer } from '../messages';
import type { BenchContext, Entry } from './job';
import { trainJob } from './train';

/** A training whose epochs took these seconds, and ended with these accuracies. */
function training(...epochs: readonly (readonly [seconds: number, accuracy?: number])[]): TrainAnswer {
  return {
    epochs: epochs.map(([seconds, accuracy]) => ({ seconds, ...(accuracy !== undefined && { accuracy }) })),
    setup: '',
  };
}

async function rowsOf(entries: readonly Entry<TrainAnswer>[]) {
  const context: BenchContext = {
    workshop: {
      folder: '',
      entries: {
        child: '',
        startup: '',
        prepare: '',
        cores: '',
        'tell-peak': '',
        load: '',
        'soak-load': '',
        'soak-trainings': '',
        'tensorflow-server': '',
      },
      close: () => undefined,
    },
    participants: [],
    rounds: 2,
    quick: false,
    trainings: async () => entries,
    log: () => undefined,
  };
  const { columns, rows } = await trainJob.run(context);
  return new Map(rows.map((row) => [row[0], new Map(row.map((cell, column) => [columns[column], cell]))]));
}

const entries: readonly Entry<TrainAnswer>[] = [
  { id: 'ours-1', name: 'ours 1', results: [training([9, 0.8], [2, 0.85]), training([9, 0.8], [2, 0.85])] },
  { id: 'ours-2', name: 'ours 2', results: [training([9, 0.8], [1, 0.85]), training([9, 0.8], [1, 0.85])] },
  { id: 'good', name: 'good', results: [training([9, 0.8], [4, 0.842]), training([9, 0.8], [5, 0.842])] },
  { id: 'bad', name: 'bad', results: [training([3, 0.7]), training([3, 0.7])] },
  { id: 'slow', name: 'slow', results: [training([60]), training([60])] },
];

test('the first epoch warms up, the figure is the median of the rounds, and ratios are to both of ours', async () => {
  const good = (await rowsOf(entries)).get('good');
  expect(good?.get('s an epoch')).toBe('4.50');
  expect(good?.get('lowest–highest')).toBe('4.00–5.00');
  expect(good?.get('of ours, 2 threads')).toBe('4.5× as long');
  expect(good?.get('of ours, 1 thread')).toBe('2.3× as long');
});

test('an accuracy within a point of ours after as many epochs is as good; any other is told', async () => {
  const rows = await rowsOf(entries);
  expect(rows.get('good')?.get('remarks')).toBe('');
  expect(rows.get('bad')?.get('ours then')).toBe('80.0%');
  expect(rows.get('bad')?.get('remarks')).toBe('**accuracy 10.0 points below ours**');
});

test('an estimated epoch says that it is one', async () => {
  const slow = (await rowsOf(entries)).get('slow');
  expect(slow?.get('s an epoch')).toBe('60.0');
  expect(slow?.get('accuracy')).toBe('–');
  expect(slow?.get('remarks')).toContain('estimated from the first steps');
});
