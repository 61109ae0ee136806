import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AdamW,
  BatchNorm,
  CategoricalCrossEntropy,
  Conv2D,
  Dense,
  GlobalAveragePool2D,
  Model,
  OneCycle,
  Residual,
  Softmax,
} from '@fmnist/core';
import { afterAll, expect, test } from 'vitest';
import { readConvolutionalTask, readInitialWeights } from '../runners/convolutional';
import { flopsPerImage, writeConvolutionalTask } from './convolutional-task';

const folder = mkdtempSync(join(tmpdir(), 'fmnist-bench-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

function createModel(): Model {
  const model = new Model({ inputShape: [28, 28, 1], seed: 0 });
  model.add(new Conv2D(1, 4, { padding: 'same' }));
  model.add(new Residual([new Conv2D(4, 6, { padding: 'same', useBias: false }), new BatchNorm()]));
  model.add(new GlobalAveragePool2D());
  model.add(new Dense(6, 10));
  model.add(new Softmax());
  const schedule = new OneCycle();
  model.set({
    loss: new CategoricalCrossEntropy(),
    optimizer: new AdamW({ learningRate: 0.5, schedule }),
  });
  model.finalize();
  return model;
}

test('an image costs six operations a product, and four in the first layer, at every place of the window', () => {
  const first = 28 * 28 * (9 * 1 * 4);
  const inside = 28 * 28 * (9 * 4 * 6);
  const projection = 28 * 28 * (4 * 6);
  expect(flopsPerImage(createModel())).toBe(4 * first + 6 * (inside + projection + 6 * 10));
});

test('what contenders read says how the shortcut is projected, how fast to learn, and with which weights to begin', () => {
  const model = createModel();
  writeConvolutionalTask(folder, model.config(), 100);
  const task = readConvolutionalTask(folder);
  const [, residual] = task.model.objects('layers');
  expect(residual.objects('projection').map((layer) => layer.string('type'))).toEqual(['Conv2D']);
  expect(task.learningRates[0]).toBeCloseTo(0.5 / 25, 10);
  expect(task.learningRates[29]).toBeCloseTo(0.5, 10);
  expect(task.flopsPerImage).toBe(flopsPerImage(model));

  const take = readInitialWeights(folder);
  const [weights, biases] = model.trainableLayers[0].getParameters();
  expect([...take(36)]).toEqual([...weights.data]);
  expect([...take(4)]).toEqual([...biases.data]);
  expect(Model.fromConfig(task.model.toJSON(), { seed: 0 }).getParameters()).toEqual(model.getParameters());
});
