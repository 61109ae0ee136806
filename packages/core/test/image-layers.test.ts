// The built package: workers are started from the files that users get.
import {
  Adam,
  AveragePool2D,
  BatchNorm,
  CategoricalCrossEntropy,
  Conv2D,
  Dense,
  Dropout2D,
  Flatten,
  GlobalAveragePool2D,
  type Layer,
  LeakyReLU,
  MaxPool2D,
  MeanSquaredError,
  Model,
  RandomStream,
  ReLU,
  Rescale,
  Residual,
  SGD,
  Softmax,
  Tensor,
} from '@fmnist/core';
import { describe, expect, it } from 'vitest';
import { hashOf } from './pictures';

const SIDE = 8;

/** Pictures of one channel whose bright quarter is their class. */
function images(rows: number): { x: Tensor; y: Uint8Array } {
  const random = new RandomStream(6, 'images');
  const y = Uint8Array.from({ length: rows }, (_, row) => Math.floor(random.uniform(row) * 4));
  const pixels = Uint8Array.from({ length: rows * SIDE * SIDE }, (_, i) => {
    const [row, column] = [Math.floor(i / SIDE) % SIDE, i % SIDE];
    const quarter = 2 * Number(row >= SIDE / 2) + Number(column >= SIDE / 2);
    const brightness = quarter === y[Math.floor(i / (SIDE * SIDE))] ? 255 : 120;
    return Math.max(0, random.uniform(1000 + i) * 1.5 - 0.5) * brightness;
  });
  return { x: new Tensor(pixels, [rows, SIDE, SIDE, 1]), y };
}

function modelOf(...layers: readonly Layer[]): Model {
  const model = new Model({ inputShape: [SIDE, SIDE, 1], seed: 4, labels: ['a', 'b', 'c', 'd'] });
  for (const layer of layers) model.add(layer);
  model.set({ loss: new CategoricalCrossEntropy(), optimizer: new Adam({ learningRate: 0.01 }) });
  model.finalize();
  return model;
}

/** A network with something of every layer for images. */
const networkOfAll = () =>
  modelOf(
    new Rescale(1 / 255),
    new Conv2D(1, 6, { padding: 'same', useBias: false, weightRegularizerL2: 1e-3 }),
    new BatchNorm(),
    new ReLU(),
    new Residual([
      new Conv2D(6, 6, { groups: 6, padding: 'same' }),
      new BatchNorm(),
      new LeakyReLU(0.1),
      new Conv2D(6, 6, { kernelSize: 1 }),
    ]),
    new MaxPool2D(),
    new Dropout2D(0.1),
    new Residual([new Conv2D(6, 10, { stride: 2, padding: 'same' }), new BatchNorm(), new ReLU()]),
    new Residual(
      [new Conv2D(10, 10, { kernelSize: [1, 2], padding: 'same', groups: 2 })],
      [new AveragePool2D({ poolSize: 2, stride: 1, padding: 'same' })],
    ),
    new GlobalAveragePool2D(),
    new BatchNorm(),
    new Dense(10, 4, { initializer: 'glorot' }),
    new Softmax(),
  );

describe('a network for images', () => {
  const { x, y } = images(500);
  const few = images(90);

  it('learns', async () => {
    const model = networkOfAll();
    await model.train(x, y, { epochs: 12, batchSize: 32 });
    expect((await model.evaluate(few.x, few.y)).accuracy).toBeGreaterThan(0.9);
  });

  it.each([1, 7, 50, 128, 500])(
    'gets the same bits on any number of threads: batches of %i',
    async (batchSize) => {
      const some = batchSize === 1 ? images(40) : { x, y };
      const train = async (threads: number) => {
        const model = networkOfAll();
        const validationData = [few.x, few.y] as const;
        const options = { epochs: 2, batchSize, threads, recordEvery: 1, validationData };
        const { steps, epochs } = await model.train(some.x, some.y, options);
        return { hash: hashOf(model), steps, validation: epochs.map(({ validation }) => validation) };
      };
      const alone = await train(1);
      for (const threads of [2, 3, 7]) expect(await train(threads)).toEqual(alone);
    },
  );

  it('is the same after it was saved and loaded, running statistics and all, and trains on to the same bits', async () => {
    const model = networkOfAll();
    await model.train(x, y, { batchSize: 64 });
    const again = Model.load(model.save({ includeOptimizer: true }));
    expect((await again.predict(few.x)).toArray()).toEqual((await model.predict(few.x)).toArray());
    expect(again.summary()).toBe(model.summary());
    await model.train(x, y, { batchSize: 64 });
    await again.train(x, y, { batchSize: 64 });
    expect(hashOf(again)).toBe(hashOf(model));
  });

  it('predicts one image as it does many', async () => {
    const model = networkOfAll();
    await model.train(x, y, { batchSize: 64 });
    const all = await model.predict(few.x);
    for (let row = 0; row < 5; row++) {
      const sample = few.x.data.subarray(row * SIDE * SIDE, (row + 1) * SIDE * SIDE);
      expect([...model.predictSample(sample)]).toEqual([...all.data.subarray(4 * row, 4 * row + 4)]);
    }
  });

  it('shows all layers, those inside of others before them, and counts what is learned', () => {
    const summary = modelOf(
      new Residual([new Conv2D(1, 2, { padding: 'same' }), new BatchNorm()]),
      new Flatten(),
      new Dense(128, 4),
      new Softmax(),
    ).summary();
    expect(summary).toBe(
      [
        'layer        output shape  parameters',
        '─────────────────────────────────────',
        'input        [8, 8, 1]               ',
        'Conv2D 1     [8, 8, 2]             20',
        'BatchNorm 1  [8, 8, 2]              4',
        'Conv2D 2     [8, 8, 2]              2',
        'Residual 1   [8, 8, 2]              0',
        'Flatten 1    [128]                  0',
        'Dense 1      [4]                  516',
        'Softmax 1    [4]                    0',
        '─────────────────────────────────────',
        'total: 542 parameters',
      ].join('\n'),
    );
  });

  it('says which layer got what it cannot take', () => {
    expect(() => modelOf(new Conv2D(3, 4))).toThrow(
      'Conv2D 1 expects images of 3 channels, got 1 in the last place of the shape: the model’s input gives [8, 8, 1]',
    );
    expect(() => modelOf(new Flatten(), new MaxPool2D())).toThrow(
      /^MaxPool2D 1 expects images \[height, width, channels\], got samples of the shape \[64\]/,
    );
    expect(() => modelOf(new Conv2D(1, 4, { kernelSize: 9 }))).toThrow(
      /^Conv2D 1: a window of 9 × 9 does not fit into an image of 8 × 8/,
    );
    expect(() => new Conv2D(3, 4, { groups: 2 })).toThrow(
      'Conv2D: 2 groups do not divide 3 inputs and 4 outputs evenly',
    );
    expect(() => new Conv2D(3, 4, { stride: 0 })).toThrow('Conv2D: stride must be a whole number > 0, got 0');
    expect(() => new Residual([])).toThrow('Residual: give it at least one layer');
    const shared = new ReLU();
    expect(() => modelOf(shared, new Residual([shared]))).toThrow(/is in the model already/);
  });
});

describe('Conv2D', () => {
  it('sums what its window sees, 0 outside of the image', async () => {
    const layer = new Conv2D(1, 1, { kernelSize: 2, padding: 'same' });
    layer.setParameters(Tensor.from([1, 10, 100, 1000]).reshape([1, 2, 2, 1]), Tensor.from([0.5]));
    const model = new Model({ inputShape: [2, 3, 1] });
    model.add(layer);
    model.finalize();
    const y = await model.predict(Tensor.from([[1, 2, 3, 4, 5, 6]]).reshape([1, 2, 3, 1]));
    expect(y.shape).toEqual([1, 2, 3, 1]);
    expect([...y.data]).toEqual([5421.5, 6532.5, 603.5, 54.5, 65.5, 6.5]);
  });
});

describe('BatchNorm', () => {
  const { x } = images(64);
  const batchNorm = (epsilon = 1e-12) => {
    const model = new Model({ inputShape: [SIDE, SIDE, 1], dtype: 'float64' });
    model.add(new Rescale(1 / 255));
    model.add(new BatchNorm({ momentum: 0.8, epsilon }));
    model.set({ loss: new MeanSquaredError(), optimizer: new SGD({ learningRate: 1e-300 }) });
    model.finalize();
    return model;
  };
  const pixels = Float64Array.from(x.data, (value) => value * (1 / 255));
  const mean = pixels.reduce((sum, value) => sum + value, 0) / pixels.length;
  const squares = pixels.reduce((sum, value) => sum + (value - mean) ** 2, 0);

  it('brings a batch to mean 0 and deviation 1', async () => {
    const model = batchNorm();
    const normal = new Tensor(
      pixels.map((value) => (value - mean) / Math.sqrt(squares / pixels.length)),
      x.shape,
    );
    const { steps } = await model.train(x, normal.reshape([64, 64]));
    expect(steps[0].dataLoss).toBeLessThan(1e-20);
  });

  it('remembers mean and variance, and uses them outside training', async () => {
    const epsilon = 0.3;
    const model = batchNorm(epsilon);
    await model.train(x, Tensor.zeros([64, 64]));
    const [[scale, offset, runningMean, runningVariance]] = model.getParameters();
    expect(scale.data[0]).toBe(1);
    expect(offset.data[0]).toBeCloseTo(0, 12);
    expect(runningMean.data[0]).toBeCloseTo(0.2 * mean, 12);
    const variance = 0.8 + (0.2 * squares) / (pixels.length - 1);
    expect(runningVariance.data[0]).toBeCloseTo(variance, 12);
    const y = await model.predict(x);
    expect(y.data[5]).toBeCloseTo((pixels[5] - 0.2 * mean) / Math.sqrt(variance + epsilon), 10);
  });

  it('keeps its parameters when it is asked for its output shape', () => {
    const model = batchNorm();
    const before = model.getParameters();
    expect(model.layers[1].outputShape([SIDE, SIDE, 1])).toEqual([SIDE, SIDE, 1]);
    expect(model.getParameters()).toEqual(before);
  });
});
