import * as core from '@fmnist/core';
import {
  AveragePool2D,
  argmax,
  BatchNorm,
  Conv2D,
  Dense,
  Dropout,
  Dropout2D,
  Flatten,
  GlobalAveragePool2D,
  Layer,
  LeakyReLU,
  Linear,
  MaxPool2D,
  Model,
  RandomStream,
  ReLU,
  Rescale,
  Residual,
  Sigmoid,
  Softmax,
  Tanh,
  Tensor,
  UserError,
} from '@fmnist/core';
import { fashionMnist } from '@fmnist/data';
import { exportOnnx, readOnnx } from '@fmnist/interchange';
import { beforeAll, describe, expect, it } from 'vitest';
import { distance, floats, modelOf } from './compare';
import { scatterParameters } from './random-network';
import { runOnnx } from './run-onnx';
import { data, trainSmallModel } from './trained-model';

/** A layer that somebody made themselves. */
class Swish extends Layer {
  readonly type = 'Swish';
  forward(): void {}
  backward(): void {}
  config() {
    return { type: this.type };
  }
}

describe('a trained network in onnxruntime', () => {
  const { images } = data.test;
  let model: Model;
  let expected: Tensor;

  beforeAll(async () => {
    model = await trainSmallModel();
    expected = await model.predict(images);
  });

  it.each([
    ['raw pixels', 'uint8', Uint8Array.from(images.data)],
    ['floats', 'float', floats(images)],
  ] as const)('names the same class for each of 10,000 pictures, given as %s', async (_, input, pixels) => {
    const { name, data: probabilities } = await runOnnx(exportOnnx(model, { input }), pixels, [10_000, 784]);
    expect(name).toBe('probabilities');
    expect(distance(probabilities, expected.data)).toBeLessThan(1e-5);
    const classes = argmax(new Tensor(probabilities, [10_000, 10]), 1);
    expect(classes).toEqual(argmax(expected, 1));
    expect(new Set(classes.data).size).toBeGreaterThan(5);
  });

  it.each([1, 7])('takes %i pictures at once', async (count) => {
    const pixels = images.rows(0, count);
    for (const [input, samples] of [
      ['uint8', Uint8Array.from(pixels.data)],
      ['float', floats(pixels)],
    ] as const) {
      const { data: probabilities, dims } = await runOnnx(exportOnnx(model, { input }), samples, [
        count,
        784,
      ]);
      expect(dims).toEqual([count, 10]);
      expect(distance(probabilities, expected.rows(0, count).data)).toBeLessThan(1e-5);
    }
  });

  it('tells its classes, config and parameters by name', () => {
    const summary = readOnnx(exportOnnx(model));
    expect(summary).toMatchObject({
      irVersion: 8,
      opsets: new Map([['', 17]]),
      producerName: 'fmnist',
      inputs: [{ name: 'pixels', dtype: 'uint8', shape: ['N', 784] }],
      outputs: [{ name: 'probabilities', dtype: 'float32', shape: ['N', 10] }],
      nodes: ['Cast', 'Mul', 'Add', 'Gemm', 'Relu', 'Gemm', 'Softmax'],
    });
    expect(summary.producerVersion).toMatch(/^\d+\.\d+\.\d+$/);
    expect(summary.initializers.slice(0, 4)).toEqual([
      { name: '0.weights', dtype: 'float32', shape: [784, 32] },
      { name: '0.biases', dtype: 'float32', shape: [32] },
      { name: '1.weights', dtype: 'float32', shape: [32, 10] },
      { name: '1.biases', dtype: 'float32', shape: [10] },
    ]);
    expect(JSON.parse(summary.metadata.get('labels') ?? '')).toEqual(fashionMnist.classNames);
    expect(JSON.parse(summary.metadata.get('fmnist') ?? '')).toMatchObject({
      inputShape: [784],
      training: { epochs: 1 },
    });
  });

  it('is the same file each time', () => {
    expect(Buffer.compare(exportOnnx(model), exportOnnx(model))).toBe(0);
  });
});

describe('every layer', () => {
  const dense = () => new Dense(6, 4, { initializer: 'he' });
  const image = { inputShape: [1, 2, 3] };
  const networks: [string, Layer[], core.ModelOptions?][] = [
    ['Dense', [dense()]],
    ['Dropout', [dense(), new Dropout(0.5)]],
    ['Flatten', [new Flatten(), dense()], { inputShape: [2, 3] }],
    ['Flatten', [new Flatten()], { inputShape: [2, 3] }],
    ['LeakyReLU', [dense(), new LeakyReLU(0.3)]],
    ['Linear', [dense(), new Linear()]],
    ['ReLU', [dense(), new ReLU()]],
    ['Rescale', [new Rescale(0.25), dense()]],
    ['Rescale', [dense(), new Rescale(-3, 0.1), new Rescale(2, -1)]],
    ['Sigmoid', [dense(), new Sigmoid()]],
    ['Softmax', [dense(), new Softmax()]],
    ['Softmax', [new Softmax()], { inputShape: [2, 3] }],
    ['Softmax', [new Softmax(), new Flatten()], { inputShape: [3, 1, 2] }],
    ['Tanh', [dense(), new Tanh(), new Dense(4, 3), new Tanh()]],
    ['Dense', [dense(), new ReLU()], { dtype: 'float64' }],
    ['AveragePool2D', [new AveragePool2D({ poolSize: [1, 2], padding: 'same', stride: 1 })], image],
    ['BatchNorm', [dense(), new BatchNorm()]],
    ['BatchNorm', [new BatchNorm()], image],
    ['BatchNorm', [new BatchNorm(), new Flatten(), new BatchNorm()], { inputShape: [2, 3] }],
    ['Conv2D', [new Conv2D(3, 4, { kernelSize: [1, 2] })], image],
    [
      'Conv2D',
      [new Conv2D(3, 6, { groups: 3, padding: 'same', useBias: false })],
      { ...image, dtype: 'float64' },
    ],
    ['Dropout2D', [new Dropout2D(0.5)], image],
    ['GlobalAveragePool2D', [new GlobalAveragePool2D()], image],
    ['MaxPool2D', [new MaxPool2D({ poolSize: [1, 2] }), new Flatten()], image],
    ['Residual', [new Residual([new ReLU()])], image],
    [
      'Residual',
      [new Residual([new Residual([new Conv2D(3, 5, { padding: 'same' })])]), new Softmax()],
      image,
    ],
  ];
  const random = new RandomStream(7, 'samples');
  const samples = Float32Array.from({ length: 5 * 6 }, (_, n) => 2 * random.normal(n));

  it.each(networks)('%s computes in onnxruntime what it computes here (%#)', async (_, layers, options) => {
    const model = modelOf(layers, options);
    scatterParameters(model);
    const shape = [5, ...model.inputShape];
    const expected = await model.predict(new Tensor(samples, shape));
    const { name, data: output, dims } = await runOnnx(exportOnnx(model, { input: 'float' }), samples, shape);
    expect(dims).toEqual(expected.shape);
    expect(distance(output, expected.data)).toBeLessThan(1e-5);
    const last = layers[layers.length - 1];
    expect(name).toBe(last instanceof Softmax || last instanceof Sigmoid ? 'probabilities' : 'output');

    const bytes = Uint8Array.from(samples, (_, n) => n % 7);
    const ofBytes = await model.predict(new Tensor(bytes, shape));
    const { data: outputOfBytes } = await runOnnx(exportOnnx(model, { input: 'uint8' }), bytes, shape);
    expect(distance(outputOfBytes, ofBytes.data)).toBeLessThan(1e-5);
  });

  it('of the core is among those', () => {
    const types = Object.values(core).flatMap((value) =>
      typeof value === 'function' && value.prototype instanceof Layer ? [value.name] : [],
    );
    expect(new Set(networks.map(([type]) => type))).toEqual(new Set(types));
  });
});

describe('exportOnnx', () => {
  it('takes raw pixels by default where the model rescales them itself, else floats', () => {
    const inputOf = (layers: Layer[]) => readOnnx(exportOnnx(modelOf(layers))).inputs[0].dtype;
    expect(inputOf([new Rescale(1), new Dense(2, 3)])).toBe('uint8');
    expect(inputOf([new Dense(2, 3), new Rescale(1)])).toBe('float32');
  });

  it('refuses a layer it does not know by name', () => {
    expect(() => exportOnnx(modelOf([new Dense(2, 3), new Swish()]))).toThrow(
      new UserError(
        'Swish 1 cannot be written as ONNX: layers that can are AveragePool2D, BatchNorm, Conv2D, Dense, Dropout, Dropout2D, Flatten, GlobalAveragePool2D, LeakyReLU, Linear, MaxPool2D, ReLU, Rescale, Residual, Sigmoid, Softmax, Tanh',
      ),
    );
  });

  it('refuses a model that is not finalized', () => {
    expect(() => exportOnnx(new Model())).toThrow(/not finalized/);
  });
});
