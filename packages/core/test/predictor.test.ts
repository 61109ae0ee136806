import { describe, expect, it } from 'vitest';
import {
  Adam,
  CategoricalCrossEntropy,
  Conv2D,
  Dense,
  GlobalAveragePool2D,
  type Layer,
  MaxPool2D,
  Model,
  Predictor,
  ReLU,
  Sequential,
  Softmax,
  Tensor,
} from '../src';

const makers: Record<string, () => Layer[]> = {
  dense: () => [new Dense(16, 8, { initializer: 'he' }), new ReLU(), new Dense(8, 3), new Softmax()],
  convolutional: () => [
    new Conv2D(1, 4, { padding: 'same' }),
    new ReLU(),
    new MaxPool2D(),
    new GlobalAveragePool2D(),
    new Dense(4, 3),
    new Softmax(),
  ],
};
const shapes: Record<string, number[]> = { dense: [16], convolutional: [4, 4, 1] };
const numbers = Float32Array.from({ length: 5 * 16 }, (_, n) => Math.fround(((n * 37) % 101) / 101));

async function train<T extends Sequential>(model: T, layers: Layer[], x: Tensor): Promise<T> {
  for (const layer of layers) model.add(layer);
  model.set({ loss: new CategoricalCrossEntropy(), optimizer: new Adam({ learningRate: 0.02 }) });
  model.finalize();
  await model.train(x, Uint8Array.of(0, 1, 2, 0, 1), { epochs: 3 });
  return model;
}

describe.each(Object.keys(makers))('a %s network', (kind) => {
  const inputShape = shapes[kind];
  const x = new Tensor(numbers, [5, ...inputShape]);

  it('answers in a Predictor as in the model that was trained, to the last bit', async () => {
    const model = await train(new Model({ seed: 1, inputShape }), makers[kind](), x);
    const predictor = new Predictor(makers[kind](), { inputShape });
    predictor.loadParameters(model.save());
    const expected = await model.predict(x);
    expect(await predictor.predict(x)).toEqual(expected);
    expect(predictor.predictSample(numbers.subarray(0, 16))).toEqual(expected.data.slice(0, 3));
    expect(() => predictor.predictSample(numbers)).toThrow('samples of 16 numbers, got 80');
  });

  it('ends with the same bits trained as a Sequential as as a Model', async () => {
    const [model, sequential] = await Promise.all([
      train(new Model({ seed: 1, inputShape }), makers[kind](), x),
      train(new Sequential({ seed: 1, inputShape }), makers[kind](), x),
    ]);
    expect(sequential.save()).toEqual(model.save());
    expect(Model.load(sequential.save()).getParameters()).toEqual(model.getParameters());
  });
});
