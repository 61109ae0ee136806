import { expect, test } from 'vitest';
import type { TrainAnswer } from '../messages';
import { type ConvolutionalTrainings, describeTrainings } from './train-cnn';

/** A training that took these seconds each time through the images, and ended with these accuracies. */
function training(setup: string, ...times: readonly (readonly [number, number])[]): TrainAnswer {
  return { epochs: times.map(([seconds, accuracy]) => ({ seconds, accuracy })), setup };
}

const trainings: ConvolutionalTrainings = {
  entries: [
    { id: 'ours-1', name: 'ours 1', results: [training('', [9, 0.5], [4, 0.6])] },
    { id: 'ours-2', name: 'ours 2', results: [training('', [9, 0.5], [2, 0.6])] },
    { id: 'good', name: 'good', results: [training('so', [9, 0.5], [1, 0.585])] },
    { id: 'bad', name: 'bad', results: [training('', [30, 0.55])] },
    { id: 'unable', name: 'unable', results: [], reason: 'a gradient is missing' },
  ],
  images: 6000,
  testImages: 2000,
  flopsPerImage: 1e7,
  ceilings: [40, 50, 60],
  threads: new Map([
    ['ours-1', 1],
    ['ours-2', 2],
  ]),
};

const { columns, rows, about } = describeTrainings(trainings);
const cell = (name: string, column: string) => rows.find(([id]) => id === name)?.[columns.indexOf(column)];

test('an epoch is scaled up from the images gone through, and the first time through warms up', () => {
  expect(cell('ours 1', 's an epoch')).toBe('40.0');
  expect(cell('good', 's an epoch')).toBe('10.0');
  expect(cell('good', 'of ours, 2 threads')).toBe('0.50× as long');
  expect(cell('ours 1', 'remarks')).toBe('scaled up from 6,000 images');
  expect(cell('bad', 'remarks')).toContain('scaled up from 6,000 images, less the first steps');
});

test('arithmetic is told a second, and of ours as a share of what so many cores can do', () => {
  expect(cell('ours 1', 'GFLOPS')).toBe('15.0');
  expect(cell('ours 1', 'of the ceiling')).toBe('30.0%');
  expect(cell('ours 2', 'of the ceiling')).toBe('30.0%');
  expect(cell('good', 'GFLOPS')).toBe('60.0');
  expect(cell('good', 'of the ceiling')).toBe('–');
  expect(about).toContain('50.0 GFLOPS');
});

test('an accuracy within two points of ours after as many steps is as good; any other is told', () => {
  expect(cell('good', 'remarks')).toBe('so; scaled up from 6,000 images');
  expect(cell('bad', 'ours then')).toBe('50.0%');
  expect(cell('bad', 'remarks')).toContain('**accuracy 5.00 points above ours**');
});

test('who cannot train it has a row that says why', () => {
  expect(cell('unable', 'remarks')).toBe('a gradient is missing');
});

test('the reader is told that nothing is augmented', () => {
  expect(about).toContain('without its augmentation, which is switched off for all');
});
