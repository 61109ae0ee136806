/** Real runs, of 300 images, each in a child process of its own. */
import { existsSync } from 'node:fs';
import {
  AdamW,
  BatchNorm,
  CategoricalCrossEntropy,
  Conv2D,
  capabilities,
  Dense,
  GlobalAveragePool2D,
  MaxPool2D,
  Model,
  ReLU,
  Rescale,
  Residual,
  Softmax,
} from '@fmnist/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeConvolutionalTask } from '../src/child/convolutional-task';
import { writeWorkFolder } from '../src/child/work-folder';
import { jax, onnxruntime, tensorflowWasm } from '../src/contenders/javascript-peers';
import { ours, oursOneThread, oursTwoThreads } from '../src/contenders/ours';
import { measureCores } from '../src/disturbance';
import { assign } from '../src/jobs/assignments';
import type { BenchContext } from '../src/jobs/job';
import { decodePredictBatchAnswer, decodePredictOneAnswer, decodeTrainAnswer } from '../src/messages';
import { runCommand } from '../src/run-command';
import { createModel } from '../src/runners/ours';
import { HIDDEN } from '../src/runners/parameters';
import { openWorkshop } from '../src/workshop';
import { brightTenths } from './bright-tenths';

const IMAGES = 300;
const { simd } = capabilities();

let context: BenchContext;

beforeAll(async () => {
  const workshop = await openWorkshop();
  context = {
    workshop,
    participants: [],
    rounds: 1,
    quick: true,
    trainings: async () => [],
    log: () => undefined,
  };
  const images = brightTenths(IMAGES);
  writeWorkFolder(workshop.folder, { train: images, test: images }, createModel(HIDDEN, 0));
  writeConvolutionalTask(workshop.folder, createConvolutionalModel().config(), 100);
});

/** Small, with every kind of layer that contenders know. */
function createConvolutionalModel(): Model {
  const model = new Model({ inputShape: [28, 28, 1] });
  model.add(new Rescale(1 / 255));
  model.add(new Conv2D(1, 4, { stride: 1 }));
  model.add(new MaxPool2D({ poolSize: 3 }));
  const inside = [new Conv2D(4, 8, { padding: 'same', useBias: false }), new BatchNorm(), new ReLU()];
  model.add(new Residual(inside));
  model.add(new GlobalAveragePool2D());
  model.add(new Dense(8, 10, { initializer: 'glorot' }));
  model.add(new Softmax());
  model.set({
    loss: new CategoricalCrossEntropy({ labelSmoothing: 0.1 }),
    optimizer: new AdamW({ learningRate: 0.02, weightDecay: 0.1 }),
  });
  model.finalize();
  return model;
}

afterAll(() => {
  const { folder, entries, close } = context.workshop;
  close();
  expect([folder, entries.child].filter(existsSync)).toEqual([]);
});

test('a child trains, and tells seconds, accuracy and memory; threads make no difference to the accuracy', async () => {
  const answers = [];
  for (const contender of [oursOneThread, oursTwoThreads]) {
    const answer = await assign(context, contender, { task: 'train', epochs: 2, seed: 1 });
    answers.push(decodeTrainAnswer(answer));
  }
  const [one, two] = answers;
  expect(one.epochs).toHaveLength(2);
  expect(one.epochs[0].seconds).toBeGreaterThan(0);
  expect(one.peakBytes).toBeGreaterThan(1e7);
  expect(two.epochs.map(({ accuracy }) => accuracy)).toEqual(one.epochs.map(({ accuracy }) => accuracy));
});

// jax-js computes with vectors.
test.runIf(simd)(
  'a convolutional network learns the same on one thread, on two, and in another library',
  async () => {
    const accuracies = [];
    for (const contender of [oursOneThread, oursTwoThreads, jax]) {
      const extent = { epochs: 6, images: IMAGES, testImages: 200 };
      const answer = await assign(context, contender, { task: 'train-cnn', ...extent });
      accuracies.push(decodeTrainAnswer(answer).epochs.at(-1)?.accuracy ?? 0);
    }
    const [one, two, other] = accuracies;
    expect(one).toBeGreaterThan(0.2);
    expect(two).toBe(one);
    expect(Math.abs(other - one)).toBeLessThanOrEqual(0.02);
  },
);

test('with the same parameters, ours and peers are right about the same images', async () => {
  const accuracies = [];
  for (const contender of [ours, onnxruntime, tensorflowWasm]) {
    const answer = await assign(context, contender, { task: 'predict-batch', budgetMs: 1 });
    accuracies.push(decodePredictBatchAnswer(answer).accuracy);
  }
  expect(accuracies).toEqual([accuracies[0], accuracies[0], accuracies[0]]);
});

test('one image at a time is timed', async () => {
  const answer = decodePredictOneAnswer(await assign(context, ours, { task: 'predict-one', budgetMs: 50 }));
  expect(answer.p50Us).toBeGreaterThan(0);
  expect(answer.p99Us).toBeGreaterThanOrEqual(answer.p50Us);
});

test('a process starts, prints a class, and the time until then is known', async () => {
  const command = ours.startupCommand?.(context.workshop);
  if (!command) throw new Error('ours has nothing to start');
  const { stdout, firstOutputMs } = await runCommand(command, 60_000);
  expect(stdout).toMatch(/^\d\n$/);
  expect(firstOutputMs).toBeGreaterThan(0);
});

test.runIf(simd)('what one core does, and two at once, is measured', async () => {
  const { alone, together } = await measureCores(context.workshop);
  expect(alone).toBeGreaterThan(0.1);
  expect(together).toBeGreaterThan(alone / 4);
});

test('a child that cannot do what it is asked says why', async () => {
  await expect(assign(context, onnxruntime, { task: 'train', epochs: 1 })).rejects.toThrow(
    'onnxruntime cannot train',
  );
});

test('a program that is not there, or takes too long, is told', async () => {
  await expect(runCommand({ program: '/nowhere/program', args: [] }, 1000)).rejects.toThrow(
    'could not be started',
  );
  const forever = { program: process.execPath, args: ['-e', 'setInterval(() => {}, 1000)'] };
  await expect(runCommand(forever, 200)).rejects.toThrow('took longer than 0.2 s');
});
