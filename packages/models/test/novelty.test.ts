import {
  CategoricalCrossEntropy,
  Dense,
  Model,
  RandomStream,
  ReLU,
  Rescale,
  Softmax,
  Tensor,
} from '@fmnist/core';
import { describe, expect, it } from 'vitest';
import { featuresOf, Novelty } from '../src';

const random = new RandomStream(3, 'novelty');

/** Two classes around (0, 0) and (10, 0), wide along the first axis and narrow along the second. */
function samples(rows: number) {
  const labels = Uint8Array.from({ length: rows }, (_, row) => row % 2);
  const data = Float32Array.from({ length: 2 * rows }, (_, i) =>
    i % 2 === 0 ? 10 * ((i / 2) % 2) + 2 * random.normal(i) : 0.1 * random.normal(i),
  );
  return { features: new Tensor(data, [rows, 2]), labels };
}

describe('novelty', () => {
  const { features, labels } = samples(5000);
  const novelty = Novelty.fit(features, labels, 2);

  it('is the squared distance from the nearest class, in deviations', () => {
    const [near, along, across] = novelty.distances(
      Tensor.from([
        [10, 0],
        [14, 0],
        [0, 0.2],
      ]),
    );
    expect(near).toBeLessThan(0.01);
    expect(along).toBeCloseTo(4, 0);
    expect(across).toBeGreaterThan(2.5);
    expect(novelty.distances(Tensor.from([[5, 5]]))[0]).toBeGreaterThan(500);
  });

  it('is on average the number of features for what is of a class', () => {
    const distances = novelty.distances(features);
    const mean = distances.reduce((sum, each) => sum + each, 0) / distances.length;
    expect(mean).toBeGreaterThan(1.5);
    expect(mean).toBeLessThan(2.1);
  });

  it('is the same after it was kept in a file', () => {
    const { means, root } = novelty.tensors();
    const again = new Novelty(means, root).distances(features.rows(0, 10));
    novelty.distances(features.rows(0, 10)).forEach((distance, row) => {
      expect(again[row]).toBeCloseTo(distance, 3);
    });
  });

  it('says where features do not fit', () => {
    expect(() => novelty.distances(Tensor.zeros([1, 3]))).toThrow(
      'Novelty: expects 2 features a sample, got 3',
    );
    expect(() => new Novelty(Tensor.zeros([2, 3]), Tensor.zeros([2, 2]))).toThrow(
      /do not fit: \[2,3\] and \[2,2\]/,
    );
  });
});

describe('the features of a model', () => {
  it('are what goes into its last dense layer', async () => {
    const model = new Model({ seed: 1 });
    const first = new Dense(3, 4, { initializer: 'he' });
    for (const layer of [new Rescale(0.5), first, new ReLU(), new Dense(4, 2), new Softmax()])
      model.add(layer);
    model.set({ loss: new CategoricalCrossEntropy() });
    model.finalize();
    const x = Tensor.from([[1, 2, 3]]);
    const features = await featuresOf(model).predict(x);
    expect(features.shape).toEqual([1, 4]);
    const { weights, biases } = first.getParameters();
    features.data.forEach((feature, j) => {
      const sum = [0, 1, 2].reduce(
        (total, i) => total + x.data[i] * 0.5 * weights.data[4 * i + j],
        biases.data[j],
      );
      expect(feature).toBeCloseTo(Math.max(0, sum), 6);
    });
  });

  it('are none where there is one dense layer alone', () => {
    const model = new Model();
    model.add(new Dense(3, 2));
    model.finalize();
    expect(() => featuresOf(model)).toThrow(/has no features/);
  });
});
