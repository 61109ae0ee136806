import { describe, expect, it } from 'vitest';
import { Model } from '../model/model';
import { Conv2D } from './conv-2d';
import { Dense } from './dense';
import { type Initializer, initializers } from './initializers';
import type { Layer } from './layer';

/** The weights a layer begins with. */
function weightsOf(layer: Layer, inputShape: readonly number[], seed = 1): readonly number[] {
  const model = new Model({ dtype: 'float64', inputShape, seed });
  model.add(layer);
  model.finalize();
  return [...layer.getParameters()[0].data];
}

const deviationOf = (numbers: readonly number[]) =>
  Math.sqrt(numbers.reduce((sum, value) => sum + value * value, 0) / numbers.length);

/** What the formulas give for so many numbers that go into an output, and outputs that a number goes into. */
const expected = (initializer: Initializer, fanIn: number, fanOut: number) =>
  ({ original: 0.01, he: Math.sqrt(2 / fanIn), glorot: Math.sqrt(2 / (fanIn + fanOut)) })[initializer];

describe.each(initializers)('weights that begin by %s', (initializer) => {
  it.each<[string, Layer, readonly number[], number, number]>([
    ['Dense', new Dense(150, 60, { initializer }), [150], 150, 60],
    ['Conv2D', new Conv2D(20, 36, { kernelSize: [2, 5], initializer }), [9, 9, 20], 200, 360],
    [
      'Conv2D in groups',
      new Conv2D(40, 80, { kernelSize: [2, 5], groups: 4, initializer }),
      [9, 9, 40],
      100,
      200,
    ],
  ])('are normal, with the deviation of the formula: %s', (_, layer, inputShape, fanIn, fanOut) => {
    const weights = weightsOf(layer, inputShape);
    const deviation = deviationOf(weights);
    expect(Math.abs(deviation / expected(initializer, fanIn, fanOut) - 1)).toBeLessThan(0.03);
    const within = weights.filter((weight) => Math.abs(weight) < deviation).length / weights.length;
    expect(Math.abs(within - 0.6827)).toBeLessThan(0.02);
  });

  it('are others with another seed, and all of them differ', () => {
    const make = (seed: number) => weightsOf(new Dense(10, 10, { initializer }), [10], seed);
    expect(make(1)).toEqual(make(1));
    expect(new Set([...make(1), ...make(2)]).size).toBe(200);
  });
});

it('what is not said begins by original in Dense, by he in Conv2D, and biases at 0', () => {
  const [dense, convolution] = [new Dense(20, 20), new Conv2D(20, 20)];
  expect(weightsOf(dense, [20])).toEqual(weightsOf(new Dense(20, 20, { initializer: 'original' }), [20]));
  expect(weightsOf(convolution, [3, 3, 20])).toEqual(
    weightsOf(new Conv2D(20, 20, { initializer: 'he' }), [3, 3, 20]),
  );
  for (const layer of [dense, convolution]) {
    expect([...layer.getParameters()[1].data]).toEqual(new Array(20).fill(0));
  }
});
