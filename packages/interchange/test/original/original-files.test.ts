import { readFileSync } from 'node:fs';
import { Adam, Model } from '@fmnist/core';
import { fashionMnist } from '@fmnist/data';
import { loadFashionMnist } from '@fmnist/data/node';
import { describe, expect, it } from 'vitest';
import { importOriginal } from '../../src/original';
import { adamStep } from './adam-step';

interface Expected {
  readonly testAccuracy: number;
  readonly testLoss: number;
  readonly firstTestImagesProbabilities: readonly (readonly number[])[];
}

const { test } = await loadFashionMnist();
const versions = ['numpy1', 'numpy2'] as const;
const read = (path: string) => readFileSync(new URL(`./fixtures/${path}`, import.meta.url));

describe.each(versions)('a file of the original program under %s', (version) => {
  const expected: Expected = JSON.parse(read(`${version}/expected.json`).toString());

  it.each(['parms', 'model'])('.%s predicts as the original did', async (kind) => {
    const { model } = importOriginal(read(`${version}/fashion_mnist.${kind}`));
    const { accuracy, loss } = await model.evaluate(test.images, test.labels);
    expect(Math.abs(accuracy - expected.testAccuracy)).toBeLessThan(1e-4);
    expect(Math.abs(loss - expected.testLoss)).toBeLessThan(1e-4);
    const { data } = await model.predict(test.images.rows(0, 5));
    expected.firstTestImagesProbabilities.flat().forEach((probability, index) => {
      expect(Math.abs(data[index] - probability)).toBeLessThan(1e-5);
    });
  });

  it('.model brings its layers, loss, accuracy, optimizer and the optimizer’s state', () => {
    const { kind, model, notes } = importOriginal(read(`${version}/fashion_mnist.model`));
    expect(kind).toBe('model');
    expect(model.layers.map(({ type }) => type).join(' ')).toBe(
      'Rescale Dense ReLU Dense ReLU Dense Softmax',
    );
    expect(model.layers[1].config()).toMatchObject({
      inputs: 784,
      outputs: 32,
      weightRegularizerL1: 0,
      weightRegularizerL2: 5e-4,
      biasRegularizerL1: 0,
      biasRegularizerL2: 5e-4,
    });
    expect(model.layers[3].config()).toMatchObject({ weightRegularizerL2: 0, biasRegularizerL2: 0 });
    expect(configOf(model)).toMatchObject({
      loss: { type: 'CategoricalCrossEntropy' },
      accuracy: { type: 'CategoricalAccuracy' },
      optimizer: new Adam({ learningRate: 0.002, decay: 5e-4 }).config(),
    });
    const { iterations, tensors } = model.getOptimizerState();
    expect(iterations).toBe(300);
    expect([...tensors.keys()].slice(0, 4)).toEqual([
      '0.weights.momentums',
      '0.weights.cache',
      '0.biases.momentums',
      '0.biases.cache',
    ]);
    const caches = [...tensors].filter(([name]) => name.endsWith('cache')).map(([, { data }]) => [...data]);
    expect(caches.flat().every((value) => value >= 0)).toBe(true);
    expect(caches.every((cache) => cache.some((value) => value > 0))).toBe(true);
    expect(notes).toEqual([
      'The file’s float64 numbers became float32.',
      expect.stringContaining('divides pixels by 255'),
    ]);
  });

  it('.model is trained on from where its optimizer stood', async () => {
    const file = read(`${version}/fashion_mnist.model`);
    const { model } = importOriginal(file);
    const [x, y] = [test.images.rows(0, 128), test.labels.slice(0, 128)];
    const { steps } = await model.train(x, y, {
      ...{ batchSize: 128, shuffle: false, threads: 1, recordEvery: 1 },
    });
    expect(steps[0].learningRate).toBeCloseTo(0.002 / (1 + 5e-4 * 300), 12);
    expect(model.getOptimizerState().iterations).toBe(301);
    expect(largestDifference(model, adamStep(file, x.data, y))).toBeLessThan(1e-6);

    // An optimizer that begins anew goes elsewhere, so the state counts.
    const { model: forgetful } = importOriginal(file);
    forgetful.set({ optimizer: new Adam({ learningRate: 0.002 / (1 + 5e-4 * 300) }) });
    await forgetful.train(x, y, { batchSize: 128, shuffle: false, threads: 1 });
    expect(largestDifference(forgetful, adamStep(file, x.data, y))).toBeGreaterThan(1e-3);
  });

  it('.parms says what was inferred', () => {
    const { kind, model, notes, ...others } = importOriginal(read(`${version}/fashion_mnist.parms`));
    expect(kind).toBe('parameters');
    expect(others).toEqual({});
    expect(model.layers.map(({ type }) => type).join(' ')).toBe(
      'Rescale Dense ReLU Dense ReLU Dense Softmax',
    );
    expect(notes).toHaveLength(3);
    expect(notes[1]).toContain(
      'dense layers 784-32-24-10 with ReLU between and Softmax at the end were inferred',
    );
  });

  it('gives the same parameters by either way', () => {
    const ofModel = importOriginal(read(`${version}/fashion_mnist.model`)).model;
    const ofParameters = importOriginal(read(`${version}/fashion_mnist.parms`)).model;
    expect(ofModel.getParameters()).toEqual(ofParameters.getParameters());
  });
});

describe('an imported model', () => {
  const file = read('numpy2/fashion_mnist.model');

  it('has labels where they are given', () => {
    expect(importOriginal(file).model.labels).toBeUndefined();
    const { model } = importOriginal(file, { labels: fashionMnist.classNames });
    expect(model.labels).toEqual(fashionMnist.classNames);
    expect(() => importOriginal(file, { labels: ['shoe'] })).toThrow('10 outputs, but 1 labels');
  });

  it('is saved and loaded as any other', async () => {
    const { model } = importOriginal(file);
    const loaded = Model.load(model.save());
    const some = test.images.rows(0, 20);
    expect(await loaded.predict(some)).toEqual(await model.predict(some));
  });

  it('gets better when it is trained on', async () => {
    const { model } = importOriginal(file);
    const { loss } = await model.evaluate(test.images, test.labels);
    await model.train(test.images, test.labels, { epochs: 1, batchSize: 128, threads: 1 });
    expect((await model.evaluate(test.images, test.labels)).loss).toBeLessThan(loss);
  });
});

function largestDifference(
  model: Model,
  expected: readonly (readonly [Float64Array, Float64Array])[],
): number {
  let largest = 0;
  model.getParameters().forEach((layer, index) => {
    layer.forEach(({ data }, which) => {
      const other = expected[index][which];
      expect(data).toHaveLength(other.length);
      for (let i = 0; i < data.length; i++) largest = Math.max(largest, Math.abs(data[i] - other[i]));
    });
  });
  return largest;
}

function configOf(model: Model): unknown {
  const file = model.save();
  const length = Number(new DataView(file.buffer).getBigUint64(0, true));
  const header: { __metadata__: { fmnist: string } } = JSON.parse(
    new TextDecoder().decode(file.subarray(8, 8 + length)),
  );
  return JSON.parse(header.__metadata__.fmnist);
}
