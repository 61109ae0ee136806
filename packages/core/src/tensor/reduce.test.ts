import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyTensor, dtypes, reader, tabulate } from '../../test/tensors';
import { UserError } from '../errors';
import type { DType } from './dtype';
import { argmax, max, mean, sum } from './reduce';
import { Tensor } from './tensor';

const isInteger = (dtype: DType) => dtype === 'uint8' || dtype === 'int32';

const total = (values: readonly number[]) => values.reduce((left, right) => left + right, 0);
const placeOfLargest = (values: readonly number[]) => {
  const place = values.findIndex(Number.isNaN);
  return place === -1 ? values.findIndex((value) => values.every((other) => value >= other)) : place;
};

const reductions = [
  ['sum', sum, total, (dtype: DType): DType => (isInteger(dtype) ? 'float64' : dtype)],
  [
    'mean',
    mean,
    (values: readonly number[]) => total(values) / values.length,
    (dtype: DType): DType => (isInteger(dtype) ? 'float32' : dtype),
  ],
  ['max', max, (values: readonly number[]) => values[placeOfLargest(values)], (dtype: DType): DType => dtype],
  ['argmax', argmax, placeOfLargest, (): DType => 'int32'],
] as const;

/** A tensor and one of its axes. */
const withAxis = anyTensor
  .filter(({ rank }) => rank > 0)
  .chain((tensor) => fc.tuple(fc.constant(tensor), fc.nat({ max: tensor.rank - 1 })));

describe.each(reductions)('%s', (name, reduce, define, typeOf) => {
  const needsElements = name !== 'sum';

  it('along an axis is its definition for every lane, whatever the shape and type', () => {
    fc.assert(
      fc.property(withAxis, ([tensor, axis]) => {
        const length = tensor.shape[axis];
        fc.pre(length > 0 || !needsElements);
        const read = reader(tensor);
        const expected = tabulate(tensor.shape.with(axis, 1), typeOf(tensor.dtype), (index) =>
          define(Array.from({ length }, (_, position) => read(index.with(axis, position)))),
        );
        expect(reduce(tensor, axis, { keepDims: true })).toEqual(expected);
        expect(reduce(tensor, axis)).toEqual(expected.reshape(tensor.shape.toSpliced(axis, 1)));
        expect(reduce(tensor, axis - tensor.rank)).toEqual(reduce(tensor, axis));
      }),
      { numRuns: 300 },
    );
  });

  it('without an axis is its definition for all elements, row-major', () => {
    fc.assert(
      fc.property(anyTensor, (tensor) => {
        fc.pre(tensor.size > 0 || !needsElements);
        const expected = Tensor.full([], define([...tensor.data]), typeOf(tensor.dtype));
        expect(reduce(tensor)).toEqual(expected);
        expect(reduce(tensor, undefined, { keepDims: true })).toEqual(
          expected.reshape(tensor.shape.map(() => 1)),
        );
      }),
    );
  });

  it('over an axis gives nothing where there are no lanes', () => {
    expect(reduce(Tensor.zeros([0, 3]), 1)).toEqual(Tensor.zeros([0], typeOf('float32')));
    expect(reduce(Tensor.zeros([3, 0]), 0, { keepDims: true }).shape).toEqual([1, 0]);
  });

  it('names the shape where the tensor has no such axis', () => {
    expect(() => reduce(Tensor.zeros([2, 3]), 2)).toThrow(
      new UserError('Axis 2 is not one of the 2 axes of shape [2, 3]'),
    );
    expect(() => reduce(Tensor.from(1), 0)).toThrow('Axis 0 is not one of the 0 axes of shape []');
  });
});

describe('the sum', () => {
  it('of no elements is 0', () => {
    expect(sum(Tensor.zeros([0])).item()).toBe(0);
    expect(sum(Tensor.zeros([2, 0]), 1).toArray()).toEqual([0, 0]);
  });

  it('of integers does not wrap around', () => {
    expect(sum(Tensor.full([3], 255, 'uint8')).item()).toBe(765);
    expect(sum(Tensor.full([3], 2 ** 31 - 1, 'int32')).item()).toBe(3 * (2 ** 31 - 1));
  });

  it('of float32 rounds once, not at every term', () => {
    expect(sum(Tensor.from([2 ** 24, 1, 1])).item()).toBe(2 ** 24 + 2);
  });
});

describe.each([
  ['mean', mean],
  ['max', max],
  ['argmax', argmax],
] as const)('the %s of no elements', (name, reduce) => {
  it('is refused with the shape and the axis', () => {
    expect(() => reduce(Tensor.zeros([2, 0]), -1)).toThrow(
      new UserError(
        `The ${name} of no elements is not defined: a tensor of shape [2, 0] has none along axis -1`,
      ),
    );
    expect(() => reduce(Tensor.zeros([2, 0]))).toThrow(
      new UserError(`The ${name} of no elements is not defined: a tensor of shape [2, 0] has none`),
    );
  });
});

describe('the largest', () => {
  it('is the first of equals', () => {
    expect(argmax(Tensor.from([1, 3, 3, 2])).item()).toBe(1);
    expect(argmax(Tensor.full([2, 4], Number.NEGATIVE_INFINITY), 1).toArray()).toEqual([0, 0]);
  });

  it('is NaN where one is NaN, and argmax says where', () => {
    const tensor = Tensor.from([
      [1, Number.NaN, 3],
      [1, 2, 3],
    ]);
    expect(max(tensor, 1).toArray()).toEqual([Number.NaN, 3]);
    expect(argmax(tensor, 1).toArray()).toEqual([1, 2]);
    expect(max(tensor).item()).toBeNaN();
  });

  it.each(dtypes)('of %s keeps the type', (dtype) => {
    expect(max(Tensor.full([2], 5, dtype))).toEqual(Tensor.full([], 5, dtype));
  });
});
