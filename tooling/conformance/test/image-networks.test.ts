import {
  Adam,
  AveragePool2D,
  argmax,
  BatchNorm,
  CategoricalCrossEntropy,
  Conv2D,
  Dense,
  Flatten,
  GlobalAveragePool2D,
  type Layer,
  MaxPool2D,
  RandomStream,
  ReLU,
  Rescale,
  Residual,
  Softmax,
  Tensor,
} from '@fmnist/core';
import { loadFashionMnist } from '@fmnist/data/node';
import { exportOnnx, readOnnx } from '@fmnist/interchange';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distance, modelOf } from './compare';
import { fewestTransposes } from './fewest-transposes';
import { type Pick, randomNetwork } from './random-network';
import { runOnnx } from './run-onnx';

const ROWS = 3;

/** Numbers for some samples. */
function someNumbers(count: number): Float32Array {
  const random = new RandomStream(11, 'samples');
  return Float32Array.from({ length: count }, (_, n) => random.normal(n));
}

describe('networks of images in onnxruntime', () => {
  const anyNetwork = fc.gen().map((draw) => {
    const pick: Pick = (min, max) => draw(fc.integer, { min, max });
    return randomNetwork(pick);
  });

  it('of any layers, sizes, strides, paddings, groups and residuals give what they give here', async () => {
    await fc.assert(
      fc.asyncProperty(anyNetwork, async (model) => {
        const shape = [ROWS, ...model.inputShape];
        const count = shape.reduce((product, length) => product * length, 1);
        for (const [input, samples] of [
          ['float', someNumbers(count)],
          ['uint8', Uint8Array.from({ length: count }, (_, n) => (n * 7) % 5)],
        ] as const) {
          const expected = await model.predict(new Tensor(samples, shape));
          const { data, dims } = await runOnnx(exportOnnx(model, { input }), samples, shape);
          expect(dims).toEqual(expected.shape);
          const largest = Array.from(expected.data, Math.abs).reduce(
            (most, value) => Math.max(most, value),
            1,
          );
          expect(distance(data, expected.data)).toBeLessThan(1e-5 * largest);
        }
      }),
      { numRuns: 150, seed: 3 },
    );
  });

  it('are turned round as seldom as can be', () => {
    fc.assert(
      fc.property(anyNetwork, (model) => {
        const { nodes } = readOnnx(exportOnnx(model));
        expect(nodes.filter((node) => node === 'Transpose')).toHaveLength(fewestTransposes(model));
      }),
      { numRuns: 300, seed: 4 },
    );
  });
});

describe('a network of everything there is for images', () => {
  const PICTURES = 300;

  it('once it has learned a little, names the same class for each of 300 pictures, with the same probabilities', async () => {
    const { train, test } = await loadFashionMnist();
    const convolution = (inputs: number, outputs: number) =>
      new Conv2D(inputs, outputs, { padding: 'same', useBias: false });
    const model = modelOf(
      [
        new Rescale(1 / 255),
        new Conv2D(1, 6, { kernelSize: 5, stride: 2, padding: 'same', useBias: false }),
        new BatchNorm(),
        new ReLU(),
        new Residual([convolution(6, 6), new BatchNorm(), new ReLU(), convolution(6, 6), new BatchNorm()]),
        new MaxPool2D(),
        new Residual([
          new Conv2D(6, 12, { stride: 2, padding: 'same', groups: 2, useBias: false }),
          new BatchNorm(),
          new ReLU(),
          new Residual([convolution(12, 12), new BatchNorm()]),
        ]),
        new ReLU(),
        new AveragePool2D({ poolSize: 3, stride: 1, padding: 'same' }),
        new GlobalAveragePool2D(),
        new Dense(12, 10, { initializer: 'he' }),
        new Softmax(),
      ],
      { inputShape: [28, 28, 1], seed: 8 },
    );
    model.set({ loss: new CategoricalCrossEntropy(), optimizer: new Adam({ learningRate: 0.01 }) });
    await model.train(train.images.rows(0, 640), train.labels.subarray(0, 640), {
      batchSize: 32,
      threads: 1,
    });
    const images = test.images.rows(0, PICTURES);
    const expected = await model.predict(images);
    const pixels = Uint8Array.from(images.data);
    const { name, data } = await runOnnx(exportOnnx(model), pixels, [PICTURES, 28, 28, 1]);
    expect(name).toBe('probabilities');
    expect(distance(data, expected.data)).toBeLessThan(1e-5);
    const classes = argmax(new Tensor(data, [PICTURES, 10]), 1);
    expect(classes).toEqual(argmax(expected, 1));
    expect(new Set(classes.data).size).toBeGreaterThan(5);
  });
});

describe('the ONNX file of a network of images', () => {
  const summaryOf = (...layers: readonly Layer[]) =>
    readOnnx(exportOnnx(modelOf(layers, { inputShape: [8, 8, 1] })));

  it('keeps the shapes of what goes in and out, and the names of the model file', () => {
    const { inputs, outputs, initializers } = summaryOf(
      new Rescale(1 / 255),
      new Conv2D(1, 4, { kernelSize: [3, 5] }),
      new BatchNorm(),
      new Residual([new Conv2D(4, 6, { groups: 2, padding: 'same', useBias: false })]),
    );
    expect(inputs).toEqual([{ name: 'pixels', dtype: 'uint8', shape: ['N', 8, 8, 1] }]);
    expect(outputs).toEqual([{ name: 'output', dtype: 'float32', shape: ['N', 6, 4, 6] }]);
    expect(initializers.slice(0, 8).map(({ name, shape }) => [name, ...shape])).toEqual([
      ['0.weights', 4, 1, 3, 5],
      ['0.biases', 4],
      ['1.scale', 4],
      ['1.offset', 4],
      ['1.mean', 4],
      ['1.variance', 4],
      ['2.weights', 6, 2, 3, 3],
      ['3.weights', 6, 4, 1, 1],
    ]);
  });

  it('turns images round once on the way to classes, or twice where a Flatten wants them as they lie here', () => {
    const trunk = () => [new Conv2D(1, 4), new BatchNorm(), new ReLU(), new Residual([new ReLU()])];
    expect(summaryOf(...trunk(), new GlobalAveragePool2D(), new Dense(4, 2)).nodes).toEqual(
      'Transpose Conv BatchNormalization Relu Relu Add GlobalAveragePool Flatten Gemm'.split(' '),
    );
    expect(summaryOf(...trunk(), new Flatten(), new Dense(144, 2)).nodes).toEqual(
      'Transpose Conv BatchNormalization Relu Relu Add Transpose Flatten Gemm'.split(' '),
    );
    expect(summaryOf(new ReLU(), new Flatten(), new Dense(64, 2)).nodes).toEqual(['Relu', 'Flatten', 'Gemm']);
  });
});
