import {
  BatchNorm,
  Conv2D,
  Dense,
  Flatten,
  Model,
  RandomStream,
  ReLU,
  Rescale,
  Softmax,
  Tensor,
} from '@fmnist/core';
import { describe, expect, it } from 'vitest';
import { walk } from './walk';

const random = new RandomStream(1, 'pixels');
const pixels = Uint8Array.from({ length: 784 }, (_, i) => Math.floor(256 * random.uniform(i)));
const SHOWS = 3;

function network(): Model {
  const model = new Model({ inputShape: [28, 28, 1], seed: 2 });
  for (const layer of [
    new Rescale(1 / 255),
    new Flatten(),
    new Dense(784, 12, { initializer: 'he' }),
    new BatchNorm(),
    new ReLU(),
    new Dense(12, 10, { initializer: 'he' }),
    new Softmax(),
  ]) {
    model.add(layer);
  }
  model.finalize();
  return model;
}

const lossOf = (model: Model) => -Math.log(model.predictSample(pixels)[SHOWS]);

describe('the walk of a picture through a network', () => {
  it('gives probabilities that are the softmax of its scores, and the model’s own', async () => {
    const model = network();
    const { scores, probabilities } = await walk(model, pixels, SHOWS);
    const total = scores.reduce((sum, score) => sum + Math.exp(score), 0);
    scores.forEach((score, c) => {
      expect(probabilities[c]).toBeCloseTo(Math.exp(score) / total, 5);
    });
    expect([...probabilities]).toEqual([...model.predictSample(pixels)]);
  });

  it('gives the gradient that finite differences of the loss give, neuron by neuron', async () => {
    const model = network();
    const { gradients, sums } = await walk(model, pixels, SHOWS);
    const [first, ...others] = model.getParameters();
    const [weights, biases] = first;
    const step = 1e-2;
    const nudged = (neuron: number, by: number) => {
      const moved = Float32Array.from(biases.data, (bias, j) => (j === neuron ? bias + by : bias));
      model.setParameters([[weights, new Tensor(moved, biases.shape)], ...others]);
      return lossOf(model);
    };
    for (let neuron = 0; neuron < sums.length; neuron++) {
      if (Math.abs(sums[neuron]) < 2 * step) continue;
      const slope = (nudged(neuron, step) - nudged(neuron, -step)) / (2 * step);
      expect(gradients[neuron]).toBeCloseTo(slope, 3);
    }
    expect(Math.max(...gradients.map(Math.abs))).toBeGreaterThan(0.05);
  });

  it('is refused in a sentence for networks that do not begin with a dense layer', async () => {
    const model = new Model({ inputShape: [28, 28, 1] });
    for (const layer of [new Conv2D(1, 2), new Flatten(), new Dense(26 * 26 * 2, 10), new Softmax()]) {
      model.add(layer);
    }
    model.finalize();
    await expect(walk(model, pixels, SHOWS)).rejects.toThrow(/for networks of dense layers/);
  });
});
