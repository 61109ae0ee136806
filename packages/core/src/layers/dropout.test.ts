import { describe, expect, it } from 'vitest';
import { MeanSquaredError } from '../losses/mean-squared-error';
import { Model } from '../model/model';
import { SGD } from '../optimizers/sgd';
import { RandomStream } from '../random/random-stream';
import { Tensor } from '../tensor/tensor';
import { Dense } from './dense';
import { Dropout } from './dropout';
import { Dropout2D } from './dropout-2d';
import { Flatten } from './flatten';
import type { Layer } from './layer';
import { Rescale } from './rescale';

const ROWS = 24;

/** The loss of each batch of an epoch, where what is learned changes nothing. */
async function losses(dropout: Layer, batchSize: number, seed: number): Promise<number[]> {
  const model = new Model({ dtype: 'float64', inputShape: [3, 3, 4] });
  model.add(dropout);
  model.add(new Flatten());
  model.add(new Dense(36, 1));
  model.set({ loss: new MeanSquaredError(), optimizer: new SGD({ learningRate: 1e-300 }) });
  model.finalize();
  const x = new Tensor(new Float64Array(ROWS * 36).fill(1), [ROWS, 3, 3, 4]);
  const y = new Float64Array(ROWS);
  const { steps } = await model.train(x, y, { batchSize, seed, recordEvery: 1, shuffle: false });
  return steps.map(({ dataLoss }) => dataLoss);
}

describe.each([
  ['Dropout', () => new Dropout(0.5)],
  ['Dropout2D', () => new Dropout2D(0.5)],
])('what %s leaves out', (_, dropout) => {
  it('is chosen for each row by itself, whatever batch it is in', async () => {
    const single = await losses(dropout(), 1, 3);
    expect(new Set(single).size).toBeGreaterThan(ROWS / 2);
    for (const size of [3, 8, ROWS]) {
      const means = Array.from({ length: ROWS / size }, (_, batch) => {
        const rows = single.slice(batch * size, (batch + 1) * size);
        return rows.reduce((sum, loss) => sum + loss, 0) / size;
      });
      (await losses(dropout(), size, 3)).forEach((loss, batch) => {
        expect(loss / means[batch]).toBeCloseTo(1, 12);
      });
    }
  });

  it('is other with another seed', async () => {
    expect(await losses(dropout(), 1, 3)).toEqual(await losses(dropout(), 1, 3));
    expect(await losses(dropout(), 1, 3)).not.toEqual(await losses(dropout(), 1, 4));
  });

  it('is told by the stream "dropout" of its place among the layers: a seed goes on giving what it gave', async () => {
    const model = new Model({ dtype: 'float64', inputShape: [1, 1, 1] });
    const sum = new Dense(1, 1);
    sum.setParameters(new Tensor(Float64Array.of(1), [1, 1]), new Tensor(Float64Array.of(0), [1]));
    for (const layer of [new Rescale(1), dropout(), new Flatten(), sum]) model.add(layer);
    model.set({ loss: new MeanSquaredError(), optimizer: new SGD({ learningRate: 1e-300 }) });
    model.finalize();
    const x = new Tensor(new Float64Array(ROWS).fill(1), [ROWS, 1, 1, 1]);
    const options = { batchSize: 1, seed: 3, recordEvery: 1, shuffle: false };
    const { steps } = await model.train(x, new Float64Array(ROWS), options);
    const stream = new RandomStream(3, 'dropout', 1);
    // What is kept is doubled, and its distance from 0 squared.
    const expected = Array.from({ length: ROWS }, (_, row) => (stream.uniform(row) < 0.5 ? 0 : 4));
    expect(steps.map(({ dataLoss }) => dataLoss)).toEqual(expected);
  });
});
