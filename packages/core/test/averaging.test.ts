import { describe, expect, it } from 'vitest';
import {
  Adam,
  type Average,
  CategoricalCrossEntropy,
  Dense,
  Flatten,
  Linear,
  MeanSquaredError,
  Model,
  RandomStream,
  ReLU,
  Rescale,
  SGD,
  Softmax,
  Tensor,
} from '../src';

/** Learns which half of an image of 4 × 5 pixels is brighter, the upper or the lower one. */
function classifier(inputShape: number[] = [4, 5]): Model {
  const model = new Model({ inputShape, seed: 2 });
  model.add(new Rescale(1 / 255));
  model.add(new Flatten());
  model.add(new Dense(20, 12, { initializer: 'he' }));
  model.add(new ReLU());
  model.add(new Dense(12, 2));
  model.add(new Softmax());
  model.set({ loss: new CategoricalCrossEntropy(), optimizer: new Adam({ learningRate: 0.02 }) });
  model.finalize();
  return model;
}

/** Images with their brighter halves, and a view of them: what lies outside is 0. */
function images(rows: number, from: (y: number, x: number) => readonly [y: number, x: number]): Tensor {
  const random = new RandomStream(8, 'images');
  const at = (row: number, y: number, x: number) => {
    if (y < 0 || y > 3 || x < 0 || x > 4) return 0;
    const isBright = y < 2 === (row % 2 === 0);
    return (isBright ? 255 : 200) * random.uniform(20 * row + 5 * y + x);
  };
  const pixels = Uint8Array.from({ length: 20 * rows }, (_, i) => {
    const [y, x] = [Math.floor(i / 5) % 4, i % 5];
    return at(Math.floor(i / 20), ...from(y, x));
  });
  return new Tensor(pixels, [rows, 20]);
}

const ROWS = 150;
const labels = Uint8Array.from({ length: ROWS }, (_, row) => row % 2);
const itself = images(ROWS, (y, x) => [y, x]);
const mirrored = images(ROWS, (y, x) => [y, 4 - x]);
const moved = [
  images(ROWS, (y, x) => [y + 1, x]),
  images(ROWS, (y, x) => [y - 1, x]),
  images(ROWS, (y, x) => [y, x + 1]),
  images(ROWS, (y, x) => [y, x - 1]),
];

describe('predictions averaged over views', () => {
  const cases: [readonly Average[], Tensor[]][] = [
    [['flip'], [itself, mirrored]],
    [['shifts'], [itself, ...moved]],
    [
      ['shifts', 'flip'],
      [itself, mirrored, ...moved],
    ],
  ];

  it.each(cases)('with %j are the mean of those of each view', async (average, views) => {
    const model = classifier();
    await model.train(itself, labels, { epochs: 5, batchSize: 16 });
    const each = await Promise.all(views.map((view) => model.predict(view)));
    const mean = each[0].data.map((_, i) => each.reduce((sum, { data }) => sum + data[i], 0) / views.length);
    expect((await model.predict(itself, { average })).data).toEqual(mean);
    expect(mean).not.toEqual(each[0].data);
  });

  it('are what evaluate measures, where it is told', async () => {
    const model = classifier();
    await model.train(itself, labels, { epochs: 3, batchSize: 16 });
    const average = ['flip', 'shifts'] as const;
    const { data } = await model.predict(itself, { average });
    const losses = Array.from(labels, (label, row) => -Math.log(data[2 * row + label]));
    const right = Array.from(labels, (label, row) =>
      data[2 * row + label] > data[2 * row + 1 - label] ? 1 : 0,
    );
    const { loss, accuracy } = await model.evaluate(itself, labels, { average });
    expect(loss).toBeCloseTo(losses.reduce((sum, each) => sum + each, 0) / ROWS, 6);
    expect(accuracy).toBe(right.reduce<number>((sum, each) => sum + each, 0) / ROWS);
    expect((await model.evaluate(itself, labels)).loss).not.toBe(loss);
  });

  it('are those of the image alone without the option, and with an empty list', async () => {
    const model = classifier();
    const alone = await model.predict(itself);
    expect(await model.predict(itself, { average: [] })).toEqual(alone);
    expect(await model.predict(itself)).toEqual(alone);
  });

  it('are the same for one image as among others, and leave the images as they were', async () => {
    const model = classifier();
    const pixels = itself.data.slice();
    const all = await model.predict(itself, { average: ['flip', 'shifts'] });
    const one = await model.predict(itself.rows(140, 141), { average: ['flip', 'shifts'] });
    expect(one.data).toEqual(all.rows(140, 141).data);
    expect(itself.data).toEqual(pixels);
  });

  it('are means of values, too', async () => {
    const model = new Model({ inputShape: [1, 3], dtype: 'float64' });
    const dense = new Dense(3, 1);
    dense.setParameters(Tensor.from([[1], [10], [100]]), Tensor.from([0]));
    model.add(new Flatten());
    model.add(dense);
    model.add(new Linear());
    model.set({ loss: new MeanSquaredError(), optimizer: new SGD() });
    model.finalize();
    const x = Tensor.from([[1, 2, 3]]);
    expect((await model.predict(x, { average: ['flip'] })).toArray()).toEqual([[(321 + 123) / 2]]);
    // Moved up or down, an image of one row is gone.
    const shifted = (321 + 0 + 0 + 32 + 210) / 5;
    expect((await model.predict(x, { average: ['shifts'] })).item()).toBe(shifted);
    const y = Tensor.from([[100]]);
    expect((await model.evaluate(x, y, { average: ['flip'] })).loss).toBe(122 ** 2);
  });

  it('want images', async () => {
    const flat = classifier([20]);
    const message = /^average needs images, .* takes samples of the shape \[20\]/;
    await expect(flat.predict(itself, { average: ['flip'] })).rejects.toThrow(message);
    await expect(flat.evaluate(itself, labels, { average: ['flip'] })).rejects.toThrow(message);
    await flat.predict(itself);
  });

  it('of views that there are not are refused', async () => {
    const unknown: Average[] = JSON.parse('["flop"]');
    await expect(classifier().predict(itself, { average: unknown })).rejects.toThrow(
      'average must be one of flip, shifts, got "flop"',
    );
  });
});
