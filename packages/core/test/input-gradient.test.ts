import { describe, expect, it } from 'vitest';
import {
  AveragePool2D,
  BatchNorm,
  CategoricalCrossEntropy,
  Conv2D,
  Dense,
  Dropout,
  Dropout2D,
  Flatten,
  GlobalAveragePool2D,
  type Layer,
  LeakyReLU,
  Linear,
  MaxPool2D,
  Model,
  RandomStream,
  ReLU,
  Rescale,
  Residual,
  SGD,
  Sigmoid,
  Softmax,
  Tanh,
  Tensor,
} from '../src';

const STEP = 1e-5;
const CLASSES = 3;
const random = new RandomStream(4, 'input gradients');
const numbers = (count: number) => Float64Array.from({ length: count }, (_, n) => random.normal(n));

function finalized(layers: readonly Layer[], inputShape: readonly number[], dtype: 'float32' | 'float64') {
  const model = new Model({ dtype, inputShape, seed: 6 });
  for (const layer of layers) model.add(layer);
  model.set({ loss: new CategoricalCrossEntropy(), optimizer: new SGD({ learningRate: 0.05 }) });
  model.finalize();
  return model;
}

/** A model that has learned a little, so that what a BatchNorm remembers is of data. */
async function trained(layers: readonly Layer[], inputShape: readonly number[]): Promise<Model> {
  const model = finalized([...layers, new Softmax()], inputShape, 'float64');
  const size = inputShape.reduce((product, length) => product * length, 1);
  const x = new Tensor(numbers(12 * size), [12, ...inputShape]);
  await model.train(
    x,
    Uint8Array.from({ length: 12 }, (_, n) => n % CLASSES),
    { epochs: 2, batchSize: 6 },
  );
  return model;
}

/** Compares the gradient of each class's logit with what the logit does when a number of the sample is moved a little. */
function checkAgainst(logits: Model, model: Model): void {
  const size = model.inputShape.reduce((product, length) => product * length, 1);
  const sample = numbers(size).map((value, n) => value + 0.01 * n);
  let largest = 0;
  for (let output = 0; output < CLASSES; output++) {
    const gradient = model.inputGradient(sample, output);
    expect(gradient).toHaveLength(size);
    for (let i = 0; i < size; i++) {
      const at = (offset: number) =>
        logits.predictSample(sample.map((value, n) => (n === i ? value + offset : value)))[output];
      const numeric = (at(STEP) - at(-STEP)) / (2 * STEP);
      expect(Math.abs(gradient[i] - numeric)).toBeLessThan(1e-8 + 1e-6 * Math.abs(numeric));
      largest = Math.max(largest, Math.abs(numeric));
    }
  }
  expect(largest).toBeGreaterThan(1e-4);
}

async function check(make: () => readonly Layer[], inputShape: readonly number[]): Promise<void> {
  const model = await trained(make(), inputShape);
  const logits = finalized(make(), inputShape, 'float64');
  logits.setParameters(model.getParameters());
  checkAgainst(logits, model);
}

const dense = (inputs: number, outputs: number) => new Dense(inputs, outputs, { initializer: 'glorot' });

describe('the gradient of a class by the sample is that of finite differences', () => {
  const rows: [string, () => Layer[]][] = [
    ['a dense layer that comes first', () => []],
    ['Dense', () => [dense(5, 5)]],
    ['ReLU', () => [dense(5, 5), new ReLU()]],
    ['LeakyReLU', () => [new LeakyReLU(0.2)]],
    ['Sigmoid', () => [new Sigmoid()]],
    ['Tanh', () => [new Tanh()]],
    ['Linear', () => [new Linear()]],
    ['Rescale', () => [new Rescale(0.3, 0.1)]],
    ['Softmax in the middle', () => [new Softmax()]],
    ['Dropout, which is off', () => [new Dropout(0.5)]],
    ['BatchNorm, by what it remembers', () => [new BatchNorm()]],
  ];
  it.each(rows)('through %s, of rows', async (_, middle) => {
    await check(() => [...middle(), dense(5, CLASSES)], [5]);
  });

  const images: [string, () => Layer[], number][] = [
    ['Conv2D', () => [new Conv2D(2, 3)], 3 * 3 * 3],
    ['Conv2D, same, without biases', () => [new Conv2D(2, 3, { padding: 'same', useBias: false })], 75],
    ['Conv2D with a stride', () => [new Conv2D(2, 3, { padding: 'same', stride: 2 })], 27],
    ['Conv2D, depthwise', () => [new Conv2D(2, 4, { groups: 2 })], 3 * 3 * 4],
    ['MaxPool2D', () => [new MaxPool2D()], 2 * 2 * 2],
    ['MaxPool2D with windows that overlap', () => [new MaxPool2D({ poolSize: 3, stride: 1 })], 18],
    ['AveragePool2D', () => [new AveragePool2D({ poolSize: 3, stride: 2, padding: 'same' })], 18],
    ['GlobalAveragePool2D', () => [new Tanh(), new GlobalAveragePool2D()], 2],
    ['BatchNorm', () => [new Conv2D(2, 2, { kernelSize: 1 }), new BatchNorm()], 50],
    ['Dropout2D, which is off', () => [new Dropout2D(0.5)], 50],
    ['a Residual that comes first', () => [new Residual([new Conv2D(2, 2, { padding: 'same' })])], 50],
    [
      'a Residual with a projection, in another',
      () => [
        new Residual([
          new Residual([new Conv2D(2, 3, { padding: 'same' }), new BatchNorm(), new ReLU()]),
          new Conv2D(3, 2, { padding: 'same' }),
        ]),
      ],
      50,
    ],
  ];
  it.each(images)('through %s, of images', async (_, middle, outputs) => {
    await check(() => [...middle(), new Flatten(), dense(outputs, CLASSES)], [5, 5, 2]);
  });
});

describe('the gradient of an output by the sample', () => {
  it('is of the output itself where no Softmax ends the model', () => {
    const layer = new Dense(2, 2);
    layer.setParameters(
      Tensor.from([
        [1, 2],
        [3, 4],
      ]),
      Tensor.from([5, 6]),
    );
    const model = finalized([layer], [2], 'float32');
    expect([...model.inputGradient(Float32Array.of(7, 8), 1)]).toEqual([2, 4]);
  });

  it('follows what the model learns, and takes bytes as well', async () => {
    const make = () => [new Rescale(1 / 255), dense(4, 5), new Tanh(), dense(5, CLASSES), new Softmax()];
    const model = finalized(make(), [4], 'float32');
    const sample = Uint8Array.of(0, 50, 100, 255);
    const before = model.inputGradient(sample, 2);
    await model.train(new Tensor(sample, [1, 4]), Uint8Array.of(2), { epochs: 5, threads: 1 });
    const after = model.inputGradient(sample, 2);
    expect(after).not.toEqual(before);
    const again = finalized(make(), [4], 'float32');
    again.setParameters(model.getParameters());
    expect(again.inputGradient(sample, 2)).toEqual(after);
  });

  it('is the same bits with WebAssembly as with the plain kernels', async () => {
    const make = () => [
      new Conv2D(1, 3, { padding: 'same', useBias: false }),
      new BatchNorm(),
      new ReLU(),
      new Residual([new Conv2D(3, 4, { padding: 'same', stride: 2 }), new ReLU()]),
      new MaxPool2D(),
      new Flatten(),
      dense(4, CLASSES),
      new Softmax(),
    ];
    const sample = Float32Array.from(numbers(36));
    const fast = finalized(make(), [6, 6, 1], 'float32').inputGradient(sample, 1);
    const { WebAssembly } = globalThis;
    try {
      Reflect.deleteProperty(globalThis, 'WebAssembly');
      expect(finalized(make(), [6, 6, 1], 'float32').inputGradient(sample, 1)).toEqual(fast);
    } finally {
      globalThis.WebAssembly = WebAssembly;
    }
  });

  it('refuses a sample of another size and a class that is not there, and says what there is', () => {
    const model = finalized([dense(4, CLASSES)], [4], 'float32');
    expect(() => model.inputGradient(new Float32Array(5), 0)).toThrow(/samples of 4 numbers, got 5/);
    for (const output of [-1, 3, 0.5]) {
      expect(() => model.inputGradient(new Float32Array(4), output)).toThrow(/outputs 0 to 2.* no /);
    }
  });
});
