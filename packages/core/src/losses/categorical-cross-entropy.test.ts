import { describe, expect, it } from 'vitest';
import { Softmax } from '../layers/softmax';
import { Model } from '../model/model';
import { Tensor } from '../tensor/tensor';
import { CategoricalCrossEntropy } from './categorical-cross-entropy';

/** A model whose predictions are the logarithms it is given, as probabilities. */
function softmaxOf(loss: CategoricalCrossEntropy): Model {
  const model = new Model({ inputShape: [4], dtype: 'float64' });
  model.add(new Softmax());
  model.set({ loss });
  model.finalize();
  return model;
}

const PROBABILITIES = [0.1, 0.2, 0.3, 0.4];
const x = Tensor.from([PROBABILITIES.map(Math.log)], 'float64');

describe('label smoothing', () => {
  it('spreads a share of the target evenly over all classes', async () => {
    const { loss } = await softmaxOf(new CategoricalCrossEntropy({ labelSmoothing: 0.2 })).evaluate(
      x,
      Uint8Array.of(2),
    );
    const targets = [0.05, 0.05, 0.85, 0.05];
    const expected = PROBABILITIES.reduce((sum, p, j) => sum - targets[j] * Math.log(p), 0);
    expect(loss).toBeCloseTo(expected, 12);
  });

  it('is off unless asked for, and changes no accuracy', async () => {
    const plain = await softmaxOf(new CategoricalCrossEntropy()).evaluate(x, Uint8Array.of(3));
    expect(plain.loss).toBeCloseTo(-Math.log(0.4), 12);
    const smoothed = softmaxOf(new CategoricalCrossEntropy({ labelSmoothing: 0.9 }));
    expect((await smoothed.evaluate(x, Uint8Array.of(3))).accuracy).toBe(1);
    expect((await smoothed.evaluate(x, Uint8Array.of(2))).accuracy).toBe(0);
  });

  it('comes back from a model file', async () => {
    const model = softmaxOf(new CategoricalCrossEntropy({ labelSmoothing: 0.2 }));
    const loaded = Model.load(model.save());
    const y = Uint8Array.of(1);
    expect(await loaded.evaluate(x, y)).toEqual(await model.evaluate(x, y));
    expect(await loaded.evaluate(x, y)).not.toEqual(
      await softmaxOf(new CategoricalCrossEntropy()).evaluate(x, y),
    );
  });

  it('takes no share outside of [0, 1)', () => {
    for (const labelSmoothing of [-0.1, 1, Number.NaN]) {
      expect(() => new CategoricalCrossEntropy({ labelSmoothing })).toThrow(
        /^CategoricalCrossEntropy: labelSmoothing must be a number from 0 up to, not including, 1, got/,
      );
    }
  });
});
