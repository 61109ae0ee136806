import { describe, expect, it } from 'vitest';
import { UserError } from '../errors';
import { Model } from '../model/model';
import { Tensor } from '../tensor/tensor';
import { Conv2D } from './conv-2d';
import { Dense } from './dense';
import { Flatten } from './flatten';
import { GlobalAveragePool2D } from './global-average-pool-2d';
import type { Layer } from './layer';
import { Linear } from './linear';
import { MaxPool2D } from './max-pool-2d';
import { ReLU } from './relu';
import { Residual } from './residual';

/** The summary of a model that is nothing but a Residual, a line for each layer. */
function linesOf(residual: Residual, inputShape?: readonly number[]): string[] {
  const model = new Model(inputShape ? { inputShape } : {});
  model.add(residual);
  model.finalize();
  return model
    .summary()
    .split('\n')
    .slice(3, -2)
    .map((line) => line.replace(/ +/g, ' '));
}

/** Something that makes images of these of another size. */
const resized = (channels: number, stride: number) => new Conv2D(2, channels, { stride, padding: 'same' });

describe('a Residual', () => {
  it('adds its input as it is where its layers keep the shape', () => {
    expect(linesOf(new Residual([new ReLU()]), [4, 4, 2])).toEqual([
      'ReLU 1 [4, 4, 2] 0',
      'Residual 1 [4, 4, 2] 0',
    ]);
    expect(linesOf(new Residual([new Dense(3, 3)]))).toEqual(['Dense 1 [3] 12', 'Residual 1 [3] 0']);
  });

  it.each([
    ['of other channels', [4, 4, 2], resized(5, 1), '[4, 4, 5]', 2 * 5],
    ['of half the size', [4, 4, 2], resized(2, 2), '[2, 2, 2]', 2 * 2],
    ['of a size that does not divide', [7, 5, 2], resized(3, 3), '[3, 2, 3]', 2 * 3],
    ['of one pixel', [4, 3, 2], new MaxPool2D({ poolSize: [4, 3], stride: 4 }), '[1, 1, 2]', 2 * 2],
  ] as const)(
    'adds a convolution of one pixel, without biases, to images %s',
    (_, inputShape, layer, shape, weights) => {
      const lines = linesOf(new Residual([layer]), inputShape);
      expect(lines.at(-1)).toBe(`Residual 1 ${shape} 0`);
      expect(lines.at(-2)).toMatch(/^Conv2D \d /);
      expect(lines.at(-2)).toContain(`${shape} ${weights}`);
    },
  );

  it('is the same after it was finalized and its config was made a model again', () => {
    const residual = new Residual([resized(5, 2)]);
    linesOf(residual, [4, 4, 2]);
    expect(residual.config()).toMatchObject({ projection: [] });
    expect(residual.projection.map((layer) => layer.config())).toMatchObject([
      { type: 'Conv2D', inputs: 2, outputs: 5, kernelHeight: 1, kernelWidth: 1, stride: 2, useBias: false },
    ]);
  });

  it('takes a projection that is given, also where none is needed', () => {
    expect(linesOf(new Residual([new ReLU()], [new Linear()]), [3])).toEqual([
      'ReLU 1 [3] 0',
      'Linear 1 [3] 0',
      'Residual 1 [3] 0',
    ]);
  });

  it.each<[string, Layer, readonly number[], string]>([
    ['rows of another length', new Dense(3, 4), [3], '[4]'],
    ['rows, where images come in', new Flatten(), [2, 2, 2], '[8]'],
    ['channels, where images come in', new GlobalAveragePool2D(), [2, 2, 2], '[2]'],
    [
      'images that shrink more in height',
      new MaxPool2D({ poolSize: [3, 1], stride: 1 }),
      [4, 4, 2],
      '[2, 4, 2]',
    ],
    [
      'images that shrink more in width',
      new MaxPool2D({ poolSize: [1, 3], stride: 1 }),
      [4, 4, 2],
      '[4, 2, 2]',
    ],
    [
      'images of a height no stride gives',
      new MaxPool2D({ poolSize: [2, 5], stride: 1 }),
      [5, 8, 2],
      '[4, 4, 2]',
    ],
    ['images of a size no stride gives', new MaxPool2D({ stride: 1 }), [5, 5, 2], '[4, 4, 2]'],
  ])('cannot add %s, and says so', (_, layer, inputShape, made) => {
    expect(() => linesOf(new Residual([layer]), inputShape)).toThrow(
      new UserError(
        `Residual 1 cannot add samples of the shape [${inputShape.join(', ')}] to what its layers make of them, ${made}: give it a projection`,
      ),
    );
  });

  it.each([
    [
      [4, 4],
      [2, 2],
    ],
    [
      [4, 4, 2],
      [2, 2],
    ],
    [
      [4, 4],
      [2, 2, 2],
    ],
    [
      [4, 4, 2],
      [2, 2, 2, 2],
    ],
    [
      [4, 4, 2, 2],
      [2, 2, 2],
    ],
  ])('knows no projection from %j to %j, of which not both are images', (from, to) => {
    expect(() => new Residual([new ReLU()]).project(from, to)).toThrow(/: give it a projection$/);
  });

  it('answers with a projection of its own making where nothing else is a convolution', () => {
    const residual = new Residual([new MaxPool2D()]);
    const model = new Model({ inputShape: [2, 2, 1] });
    model.add(residual);
    model.finalize();
    residual.projection[0].setParameters(Tensor.from([10]).reshape([1, 1, 1, 1]));
    expect([...model.predictSample(Float32Array.of(1, 2, 3, 4))]).toEqual([4 + 10 * 1]);
  });

  it('cannot add what a projection makes of another shape, and says so', () => {
    expect(() => linesOf(new Residual([new Dense(3, 4)], [new Dense(3, 5)]))).toThrow(
      new UserError('Residual 1: its layers give samples of the shape [4], its projection [5]'),
    );
  });

  it('knows how deep others are inside of it, in its projection too', () => {
    const two = new Residual([new ReLU(), new Residual([new ReLU()])]);
    expect([two.depth, new Residual([new ReLU(), two, new ReLU()]).depth]).toEqual([2, 3]);
    expect(new Residual([new ReLU()], [new Linear(), two]).depth).toBe(3);
    let deep = two;
    for (let depth = 2; depth < 16; depth++) deep = new Residual([deep]);
    expect(deep.depth).toBe(16);
    expect(() => new Residual([new ReLU()], [deep])).toThrow(
      new UserError('Residual: more than 16 are inside of each other'),
    );
  });
});
