import {
  Adam,
  BatchNorm,
  CategoricalCrossEntropy,
  Conv2D,
  Dense,
  Dropout2D,
  type FloatType,
  GlobalAveragePool2D,
  type Layer,
  MaxPool2D,
  Model,
  RandomStream,
  ReLU,
  Rescale,
  Residual,
  readSafetensors,
  Softmax,
  Tensor,
} from '@fmnist/core';
import { describe, expect, it } from 'vitest';
import { exportJson, exportNpz, importJson, readNpz } from '../src';

const random = new RandomStream(9, 'images');
const images = new Tensor(
  Uint8Array.from({ length: 24 * 36 }, (_, n) => 256 * random.uniform(n)),
  [24, 6, 6, 1],
);
const classes = Uint8Array.from({ length: 24 }, (_, n) => n % 3);

/** A small network of images after two epochs, so that its running statistics are some. */
async function trainedModel(dtype: FloatType): Promise<Model> {
  const model = new Model({ inputShape: [6, 6, 1], dtype, seed: 2, labels: ['a', 'b', 'c'] });
  const layers = [
    new Rescale(1 / 255),
    new Conv2D(1, 4, { kernelSize: [2, 3], padding: 'same', weightRegularizerL2: 1e-3 }),
    new BatchNorm({ momentum: 0.8 }),
    new ReLU(),
    new MaxPool2D(),
    new Residual([
      new Residual([new Conv2D(4, 4, { groups: 2, padding: 'same', useBias: false }), new BatchNorm()]),
      new Conv2D(4, 6, { stride: 2, padding: 'same' }),
    ]),
    new Residual([new ReLU()], [new BatchNorm()]),
    new Dropout2D(0.2),
    new GlobalAveragePool2D(),
    new Dense(6, 3),
    new Softmax(),
  ];
  for (const layer of layers) model.add(layer);
  model.set({ loss: new CategoricalCrossEntropy(), optimizer: new Adam({ learningRate: 0.01 }) });
  model.finalize();
  await model.train(images, classes, { epochs: 2, batchSize: 8, threads: 1 });
  return model;
}

const shapes = {
  '0.weights': [1, 2, 3, 4],
  '0.biases': [4],
  '1.scale': [4],
  '1.offset': [4],
  '1.mean': [4],
  '1.variance': [4],
  '2.weights': [2, 3, 3, 4],
  '3.scale': [4],
  '3.offset': [4],
  '3.mean': [4],
  '3.variance': [4],
  '4.weights': [4, 3, 3, 6],
  '4.biases': [6],
  '5.weights': [4, 1, 1, 6],
  '6.scale': [6],
  '6.offset': [6],
  '6.mean': [6],
  '6.variance': [6],
  '7.weights': [6, 3],
  '7.biases': [3],
};

describe.each(['float32', 'float64'] as const)('a trained network of images, of %s,', (dtype) => {
  it('comes back from its own file with all its bits, and predicts the same', async () => {
    const model = await trainedModel(dtype);
    const again = Model.load(model.save());
    expect(again.save()).toEqual(model.save());
    expect(await again.predict(images)).toEqual(await model.predict(images));
  });

  it('is in a .npz file with its running statistics, under the names of its own file', async () => {
    const model = await trainedModel(dtype);
    const arrays = readNpz(exportNpz(model));
    expect(Object.fromEntries([...arrays].map(([name, { shape }]) => [name, shape]))).toEqual(shapes);
    expect(arrays).toEqual(readSafetensors(model.save()).tensors);
    expect(arrays.get('1.mean')?.data.some((value) => value !== 0)).toBe(true);
    expect(arrays.get('6.variance')?.data.some((value) => value !== 1)).toBe(true);
  });

  it('comes back from JSON with all its bits, and predicts the same', async () => {
    const model = await trainedModel(dtype);
    const text = exportJson(model);
    const again = importJson(text);
    expect(exportJson(again)).toBe(text);
    expect(again.save()).toEqual(model.save());
    expect(await again.predict(images)).toEqual(await model.predict(images));
    expect(importJson(JSON.stringify(JSON.parse(text))).save()).toEqual(model.save());
  });
});

describe('JSON of Residuals inside of each other', () => {
  const nested = (levels: number): Layer =>
    levels === 0 ? new BatchNorm() : new Residual([nested(levels - 1)]);
  const model = new Model({ inputShape: [2, 2, 1] });
  model.add(nested(16));
  model.finalize();

  it('is written and read, as deep as they may be', () => {
    expect(importJson(exportJson(model)).save()).toEqual(model.save());
  });

  it('is refused with a sentence where they are deeper', () => {
    const { config, ...others } = JSON.parse(exportJson(model));
    const layers = [{ type: 'Residual', projection: [], layers: config.layers }];
    expect(() => importJson(JSON.stringify({ ...others, config: { ...config, layers } }))).toThrow(
      /^The JSON describes no model that can be made: config\.layers\[0\]: Residual: more than 16 are inside/,
    );
  });
});
