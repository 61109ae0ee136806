import { expect, it } from 'vitest';
import {
  CategoricalCrossEntropy,
  Dense,
  Model,
  RandomStream,
  ReLU,
  SGD,
  type SGDOptions,
  Softmax,
  Tensor,
} from '../src';

const random = new RandomStream(1, 'clipping');
const x = new Tensor(
  Float64Array.from({ length: 40 }, (_, n) => random.normal(n)),
  [10, 4],
);
const y = Uint8Array.from({ length: 10 }, (_, row) => row % 3);

/** How each parameter was moved by one step, penalties and all; the rate is 1. */
async function moveOf(options: SGDOptions): Promise<number[]> {
  const model = new Model({ dtype: 'float64', seed: 2 });
  const penalties = { weightRegularizerL2: 0.1, biasRegularizerL1: 0.2 };
  model.add(new Dense(4, 3000, { initializer: 'he', ...penalties }));
  model.add(new ReLU());
  model.add(new Dense(3000, 3, { initializer: 'he' }));
  model.add(new Softmax());
  model.set({ loss: new CategoricalCrossEntropy(), optimizer: new SGD({ learningRate: 1, ...options }) });
  model.finalize();
  const numbers = () => model.getParameters().flatMap((layer) => layer.flatMap(({ data }) => [...data]));
  const before = numbers();
  await model.train(x, y);
  return numbers().map((after, i) => after - before[i]);
}

const normOf = (numbers: readonly number[]) => Math.sqrt(numbers.reduce((sum, n) => sum + n * n, 0));

it('a step whose gradients are longer than allowed is as long as allowed, in the same direction', async () => {
  const free = await moveOf({});
  const norm = normOf(free);
  for (const clipNorm of [0.01, norm / 2]) {
    const clipped = await moveOf({ clipNorm });
    expect(Math.abs(normOf(clipped) - clipNorm)).toBeLessThan(1e-12);
    clipped.forEach((change, i) => {
      expect(Math.abs(change - (free[i] * clipNorm) / norm)).toBeLessThan(1e-12);
    });
  }
});

it('a step whose gradients are short enough is the same, to the last bit', async () => {
  const free = await moveOf({});
  expect(await moveOf({ clipNorm: normOf(free) * 1.0001 })).toEqual(free);
  expect(await moveOf({ clipNorm: normOf(free) * 0.9999 })).not.toEqual(free);
});

it('a norm that is no number > 0 is refused', () => {
  for (const clipNorm of [0, -1, Number.NaN]) {
    expect(() => new SGD({ clipNorm })).toThrow(/^Optimizer: clipNorm must be a number > 0, got/);
  }
});
