import { describe, expect, it } from 'vitest';
import { UserError } from '../errors';
import { Dense } from '../layers/dense';
import { Flatten } from '../layers/flatten';
import { Softmax } from '../layers/softmax';
import { CategoricalCrossEntropy } from '../losses/categorical-cross-entropy';
import { RandomStream } from '../random/random-stream';
import { Tensor } from '../tensor/tensor';
import { Model } from './model';

const [HEIGHT, WIDTH] = [3, 4];
const ROWS = 150;
const random = new RandomStream(3, 'views');

function classifier(inputShape: readonly number[] = [HEIGHT, WIDTH]): Model {
  const model = new Model({ dtype: 'float64', inputShape, seed: 2 });
  model.add(new Flatten());
  model.add(new Dense(HEIGHT * WIDTH, 3, { initializer: 'he' }));
  model.add(new Softmax());
  model.set({ loss: new CategoricalCrossEntropy() });
  model.finalize();
  return model;
}

const model = classifier();
const x = new Tensor(
  Float64Array.from({ length: ROWS * HEIGHT * WIDTH }, (_, n) => random.normal(n)),
  [ROWS, HEIGHT, WIDTH],
);

/** The same images, each pixel from another place of them; 0 where that is outside. */
function moved(from: (y: number, x: number) => readonly [number, number]): Tensor {
  const data = x.data.map((_, n) => {
    const [row, column] = [Math.floor(n / WIDTH) % HEIGHT, n % WIDTH];
    const [y, at] = from(row, column);
    const isInside = y >= 0 && y < HEIGHT && at >= 0 && at < WIDTH;
    return isInside ? x.data[n - row * WIDTH - column + y * WIDTH + at] : 0;
  });
  return new Tensor(data, x.shape);
}
const mirrored = moved((y, x) => [y, WIDTH - 1 - x]);
const shifted = [
  moved((y, x) => [y + 1, x]),
  moved((y, x) => [y - 1, x]),
  moved((y, x) => [y, x + 1]),
  moved((y, x) => [y, x - 1]),
];

async function meanOf(views: readonly Tensor[]): Promise<number[]> {
  const predictions = await Promise.all(views.map((view) => model.predict(view)));
  return Array.from({ length: ROWS * 3 }, (_, n) => {
    return predictions.reduce((sum, { data }) => sum + data[n], 0) / views.length;
  });
}

describe('a prediction over several views of an image is their mean:', () => {
  it.each<[string, readonly ('flip' | 'shifts')[], readonly Tensor[]]>([
    ['the image and its mirror image', ['flip'], [x, mirrored]],
    ['the image and the four one pixel beside it', ['shifts'], [x, ...shifted]],
    ['all of them, in any order', ['shifts', 'flip'], [x, mirrored, ...shifted]],
    ['the image alone', [], [x]],
  ])('%s', async (_, average, views) => {
    const expected = await meanOf(views);
    const { data, shape } = await model.predict(x, { average });
    expect(shape).toEqual([ROWS, 3]);
    data.forEach((value, n) => {
      expect(Math.abs(value - expected[n])).toBeLessThan(1e-12);
    });
  });

  it('which is what is evaluated', async () => {
    const y = Uint8Array.from({ length: ROWS }, (_, row) => row % 3);
    const means = await meanOf([x, mirrored]);
    const expected = y.reduce((sum, label, row) => sum - Math.log(means[3 * row + label]), 0) / ROWS;
    expect((await model.evaluate(x, y, { average: ['flip'] })).loss).toBeCloseTo(expected, 10);
  });

  it('and leaves what it was given as it was', async () => {
    const before = Float64Array.from(x.data);
    await model.predict(x, { average: ['flip', 'shifts'] });
    expect(x.data).toEqual(before);
  });
});

describe('views that there are not', () => {
  it('are refused', async () => {
    const wrong = JSON.parse('{ "average": ["turn"] }');
    await expect(model.predict(x, wrong)).rejects.toThrow(
      new UserError('average must be one of flip, shifts, got "turn"'),
    );
  });

  it('are those of rows', async () => {
    const rows = x.reshape([ROWS, HEIGHT * WIDTH]);
    await expect(classifier([HEIGHT * WIDTH]).predict(rows, { average: ['flip'] })).rejects.toThrow(
      /^average/,
    );
  });
});
