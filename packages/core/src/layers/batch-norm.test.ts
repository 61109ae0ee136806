import { describe, expect, it } from 'vitest';
import { MeanSquaredError } from '../losses/mean-squared-error';
import { Model } from '../model/model';
import { SGD } from '../optimizers/sgd';
import { Tensor } from '../tensor/tensor';
import { BatchNorm } from './batch-norm';

function normalizing(inputShape: readonly number[]): { model: Model; norm: BatchNorm } {
  const norm = new BatchNorm({ momentum: 0.5 });
  const model = new Model({ dtype: 'float64', inputShape });
  model.add(norm);
  model.set({ loss: new MeanSquaredError(), optimizer: new SGD({ learningRate: 1e-300 }) });
  model.finalize();
  return { model, norm };
}
const running = (norm: BatchNorm) =>
  norm
    .getParameters()
    .slice(2)
    .map(({ data }) => [...data]);

describe('what a BatchNorm remembers', () => {
  it('is, of a batch of one row, the row itself and no variance', async () => {
    const { model, norm } = normalizing([2]);
    await model.train(Tensor.from([[3, -5]], 'float64'), Tensor.zeros([1, 2], 'float64'));
    expect(running(norm)).toEqual([
      [1.5, -2.5],
      [0.5, 0.5],
    ]);
  });

  it('is, of each channel by itself, the mean and the unbiased variance over rows and pixels', async () => {
    const { model, norm } = normalizing([1, 2, 2]);
    // Channel 0: 1, 2, 3, 6; channel 1: 10, 10, 10, 14.
    const x = new Tensor(Float64Array.of(1, 10, 2, 10, 3, 10, 6, 14), [2, 1, 2, 2]);
    await model.train(x, Tensor.zeros([2, 4], 'float64'));
    const [means, variances] = running(norm);
    expect(means).toEqual([1.5, 5.5]);
    expect(variances[0]).toBeCloseTo(0.5 + 0.5 * (14 / 3), 12);
    expect(variances[1]).toBeCloseTo(0.5 + 0.5 * (12 / 3), 12);
  });
});
