import { describe, expect, it } from 'vitest';
import {
  BinaryCrossEntropy,
  CategoricalCrossEntropy,
  Dense,
  Dropout,
  Flatten,
  type Labels,
  type Layer,
  LeakyReLU,
  Linear,
  type Loss,
  MeanAbsoluteError,
  MeanSquaredError,
  Model,
  RandomStream,
  ReLU,
  Rescale,
  SGD,
  Sigmoid,
  Softmax,
  Tanh,
  Tensor,
} from '../src';

const ROWS = 5;
const INPUTS = 4;
const OUTPUTS = 3;
const STEP = 1e-6;

const random = new RandomStream(1, 'gradient checks');
const numbers = (count: number, from: number, map = (n: number) => random.normal(n)) =>
  Float64Array.from({ length: count }, (_, n) => map(from + n));
const x = new Tensor(numbers(ROWS * INPUTS, 0), [ROWS, INPUTS]);
const classes = Uint8Array.of(0, 2, 1, 2, 0);
const yesNo = new Tensor(Float64Array.of(1, 0, 1, 0, 0, 1, 1, 1, 0, 0, 1, 0, 1, 0, 1), [ROWS, OUTPUTS]);
const values = new Tensor(numbers(ROWS * OUTPUTS, 1000), [ROWS, OUTPUTS]);

/** Dense layers around what is checked, so that both its input gradients and those of parameters are seen. */
function build(middle: readonly Layer[], last: Layer, loss: Loss, penalty = 0): Model {
  const model = new Model({ dtype: 'float64' });
  const regularizers = {
    weightRegularizerL1: penalty,
    weightRegularizerL2: 2 * penalty,
    biasRegularizerL1: 3 * penalty,
    biasRegularizerL2: 4 * penalty,
  };
  const first = new Dense(INPUTS, 6, regularizers);
  first.setParameters(new Tensor(numbers(24, 2000), [4, 6]), new Tensor(numbers(6, 3000), [6]));
  const second = new Dense(6, OUTPUTS, regularizers);
  second.setParameters(new Tensor(numbers(18, 4000), [6, 3]), new Tensor(numbers(3, 5000), [3]));
  for (const layer of [first, ...middle, second, last]) model.add(layer);
  model.set({ loss, optimizer: new SGD({ learningRate: 1e-300 }) });
  model.finalize();
  return model;
}

/** The loss of one training step, penalty included; a rate of nearly 0 leaves the parameters as they are. */
async function lossOf(model: Model, y: Labels): Promise<number> {
  const { steps } = await model.train(x, y, { shuffle: false, seed: 5 });
  return steps[0].loss;
}

async function checkGradients(model: Model, y: Labels): Promise<void> {
  await lossOf(model, y);
  const analytic = model.trainableLayers.map(({ parameters }) =>
    parameters.map(({ gradients }) => Float64Array.from(gradients.values)),
  );
  const original = model.getParameters();
  for (const [layer, tensors] of original.entries()) {
    for (const [place, tensor] of tensors.entries()) {
      for (let i = 0; i < tensor.size; i++) {
        const lossAt = async (offset: number) => {
          const changed = model.getParameters().map((each) => each.map((t) => t.cast('float64')));
          changed[layer][place].data[i] += offset;
          model.setParameters(changed);
          const loss = await lossOf(model, y);
          model.setParameters(original);
          return loss;
        };
        const numeric = ((await lossAt(STEP)) - (await lossAt(-STEP))) / (2 * STEP);
        const gradient = analytic[layer][place][i];
        expect(Math.abs(gradient - numeric)).toBeLessThan(1e-7 * Math.max(1, Math.abs(numeric)) + 1e-8);
      }
    }
  }
}

describe('gradients are those of finite differences', () => {
  const layers: [string, () => Layer][] = [
    ['ReLU', () => new ReLU()],
    ['LeakyReLU', () => new LeakyReLU(0.1)],
    ['Sigmoid', () => new Sigmoid()],
    ['Tanh', () => new Tanh()],
    ['Softmax, in the middle', () => new Softmax()],
    ['Linear', () => new Linear()],
    ['Rescale', () => new Rescale(0.3, 0.1)],
    ['Flatten', () => new Flatten()],
  ];

  it.each(layers)('through %s', async (_, layer) => {
    await checkGradients(build([layer()], new Softmax(), new CategoricalCrossEntropy()), classes);
  });

  it('through Dropout, with the mask of the seed', async () => {
    const model = build([], new Softmax(), new CategoricalCrossEntropy());
    const dropout = build([new Dropout(0.5)], new Softmax(), new CategoricalCrossEntropy());
    expect(await lossOf(model, classes)).not.toBe(await lossOf(dropout, classes));
    // Each training counts its rows from 0, so every call sees the same mask.
    await checkGradients(dropout, classes);
  });

  const losses: [string, Layer, Loss, Labels][] = [
    ['CategoricalCrossEntropy fused with Softmax', new Softmax(), new CategoricalCrossEntropy(), classes],
    ['CategoricalCrossEntropy on its own', new Sigmoid(), new CategoricalCrossEntropy(), classes],
    [
      'CategoricalCrossEntropy with smoothed labels fused with Softmax',
      new Softmax(),
      new CategoricalCrossEntropy({ labelSmoothing: 0.1 }),
      classes,
    ],
    [
      'CategoricalCrossEntropy with smoothed labels on its own',
      new Sigmoid(),
      new CategoricalCrossEntropy({ labelSmoothing: 0.1 }),
      classes,
    ],
    ['BinaryCrossEntropy', new Sigmoid(), new BinaryCrossEntropy(), yesNo],
    ['MeanSquaredError', new Linear(), new MeanSquaredError(), values],
    ['MeanAbsoluteError', new Linear(), new MeanAbsoluteError(), values],
  ];

  it.each(losses)('of %s', async (_, last, loss, y) => {
    await checkGradients(build([new Tanh()], last, loss), y);
  });

  it('of L1 and L2 penalties on weights and biases', async () => {
    await checkGradients(build([new Tanh()], new Softmax(), new CategoricalCrossEntropy(), 0.01), classes);
  });
});
