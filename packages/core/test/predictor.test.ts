import { afterEach, describe, expect, it, vi } from 'vitest';
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
  plainKernels,
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

afterEach(() => {
  vi.unstubAllGlobals();
});

describe.each(Object.keys(makers))('a %s network', (kind) => {
  const inputShape = shapes[kind];
  const x = new Tensor(numbers, [5, ...inputShape]);

  it('answers in a Predictor as in the model that was trained, to the last bit', async () => {
    const model = await train(new Model({ seed: 1, inputShape }), makers[kind](), x);
    const predictor = new Predictor(makers[kind](), { inputShape, fallback: plainKernels });
    predictor.loadParameters(model.save());
    const expected = await model.predict(x);
    expect(await predictor.predict(x)).toEqual(expected);
    expect(predictor.predictSample(numbers.subarray(0, 16))).toEqual(expected.data.slice(0, 3));
    expect(() => predictor.predictSample(numbers)).toThrow('samples of 16 numbers, got 80');
  });

  it('ends with the same bits trained as a Sequential as as a Model', async () => {
    const [model, sequential] = await Promise.all([
      train(new Model({ seed: 1, inputShape }), makers[kind](), x),
      train(new Sequential({ seed: 1, inputShape, fallback: plainKernels }), makers[kind](), x),
    ]);
    expect(sequential.save()).toEqual(model.save());
    expect(Model.load(sequential.save()).getParameters()).toEqual(model.getParameters());
  });

  it('works without WebAssembly where it is told how, to the last bit', async () => {
    const model = await train(new Model({ seed: 1, inputShape }), makers[kind](), x);
    const expected = await model.predict(x);
    vi.stubGlobal('WebAssembly', undefined);
    const plainly = { inputShape, fallback: plainKernels };
    const sequential = await train(new Sequential({ ...plainly, seed: 1 }), makers[kind](), x);
    expect(sequential.save()).toEqual(model.save());
    const predictor = new Predictor(makers[kind](), plainly);
    predictor.loadParameters(model.save());
    expect(await predictor.predict(x)).toEqual(expected);
    const missing = 'no WebAssembly SIMD for float32 here: give { fallback: plainKernels }, or use a Model';
    expect(() => new Predictor(makers[kind](), { inputShape })).toThrow(missing);
  });
});

it('a Sequential computes in float64 where it is told how', () => {
  const finalize = (model: Sequential) => {
    model.add(new Dense(2, 3));
    model.finalize();
    return model.predictSample(Float64Array.of(1, 2));
  };
  expect(() => finalize(new Sequential({ dtype: 'float64' }))).toThrow('no WebAssembly SIMD for float64');
  const plainly = new Sequential({ dtype: 'float64', fallback: plainKernels });
  expect(finalize(plainly)).toEqual(finalize(new Model({ dtype: 'float64' })));
});
