import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyTensor, dtypes, reader, tabulate, tensorOf } from '../../test/tensors';
import { UserError } from '../errors';
import type { DType } from './dtype';
import { matmul, transpose } from './matmul';
import { Tensor } from './tensor';

const length = fc.nat({ max: 5 });

/** [m, k] and [k, n] of any two types. */
const factors = fc
  .tuple(length, length, length, fc.constantFrom(...dtypes), fc.constantFrom(...dtypes))
  .chain(([m, k, n, aType, bType]) => fc.tuple(tensorOf([m, k], aType), tensorOf([k, n], bType)));

function productType(a: DType, b: DType): DType {
  if (a === 'float64' || b === 'float64') return 'float64';
  return a === 'float32' || b === 'float32' ? 'float32' : 'float64';
}

/** The definition: out[i, j] = Σₚ a[i, p] · b[p, j], p ascending. */
function product(a: Tensor, b: Tensor): Tensor {
  const [left, right] = [reader(a), reader(b)];
  const terms = Array.from({ length: b.shape[0] }, (_, p) => p);
  return tabulate([a.shape[0], b.shape[1]], productType(a.dtype, b.dtype), ([i, j]) =>
    terms.reduce((total, p) => total + left([i, p]) * right([p, j]), 0),
  );
}

describe('matmul', () => {
  it('is the sum of products at every index, to the bit, for every pair of types', () => {
    fc.assert(
      fc.property(factors, ([a, b]) => {
        expect(matmul(a, b)).toEqual(product(a, b));
      }),
      { numRuns: 300 },
    );
  });

  it('takes a vector on the left as a row and on the right as a column', () => {
    fc.assert(
      fc.property(factors, ([a, b]) => {
        const [m, k] = a.shape;
        const n = b.shape[1];
        fc.pre(m > 0 && n > 0);
        const row = a.rows(0, 1).reshape([k]);
        const column = transpose(b).rows(0, 1).reshape([k]);
        expect(matmul(row, b)).toEqual(matmul(row.reshape([1, k]), b).reshape([n]));
        expect(matmul(a, column)).toEqual(matmul(a, column.reshape([k, 1])).reshape([m]));
        expect(matmul(row, column)).toEqual(matmul(row.reshape([1, k]), column.reshape([k, 1])).reshape([]));
      }),
    );
  });

  it('of vectors is the dot product, a scalar', () => {
    expect(matmul(Tensor.from([1, 2, 3]), Tensor.from([4, 5, 6]))).toEqual(Tensor.from(32));
  });

  it('of bytes does not wrap around', () => {
    const pixels = Tensor.full([1, 784], 255, 'uint8');
    expect(matmul(pixels, transpose(pixels))).toEqual(new Tensor(Float64Array.of(784 * 255 * 255), [1, 1]));
  });

  it('rounds float32 once, not at every term', () => {
    const ones = Tensor.full([3], 1);
    const terms = Tensor.from([2 ** 24, 1, 1]);
    expect(matmul(ones, terms).item()).toBe(2 ** 24 + 2);
  });

  it('over no terms is zero', () => {
    expect(matmul(Tensor.zeros([2, 0]), Tensor.zeros([0, 3]))).toEqual(Tensor.zeros([2, 3]));
    expect(matmul(Tensor.zeros([0, 3]), Tensor.zeros([3, 2])).shape).toEqual([0, 2]);
  });

  it.each([
    [[2, 3], [4, 5], '3 is not 4'],
    [[3], [4, 5], '3 is not 4'],
    [[2, 3], [2], '3 is not 2'],
    [[3], [2], '3 is not 2'],
  ])('names both shapes where %j does not meet %j', (a, b, reason) => {
    expect(() => matmul(Tensor.zeros(a), Tensor.zeros(b))).toThrow(
      new UserError(
        `matmul multiplies [m, k] by [k, n], got [${a.join(', ')}] and [${b.join(', ')}]: ` +
          `the last axis of the left must be as long as the first of the right, and ${reason}`,
      ),
    );
  });

  it.each([
    [[], [2]],
    [[2], []],
    [
      [1, 2, 3],
      [3, 2],
    ],
    [
      [2, 3],
      [1, 3, 2],
    ],
  ])('names both shapes where %j or %j is no matrix and no vector', (a, b) => {
    expect(() => matmul(Tensor.zeros(a), Tensor.zeros(b))).toThrow(
      new UserError(
        'matmul multiplies matrices and vectors, tensors of two axes or one, ' +
          `got [${a.join(', ')}] and [${b.join(', ')}]`,
      ),
    );
  });
});

describe('transpose', () => {
  it('reverses the axes, whatever the shape and type', () => {
    fc.assert(
      fc.property(anyTensor, (tensor) => {
        const read = reader(tensor);
        const expected = tabulate(tensor.shape.toReversed(), tensor.dtype, (index) =>
          read(index.toReversed()),
        );
        expect(transpose(tensor)).toEqual(expected);
      }),
    );
  });

  it('puts the axes in the order given, counted from either end', () => {
    const ordered = anyTensor.chain((tensor) => {
      const axes = tensor.shape.map((_, axis) => axis);
      return fc.record({
        tensor: fc.constant(tensor),
        axes: fc.shuffledSubarray(axes, { minLength: axes.length }),
        fromBack: fc.boolean(),
      });
    });
    fc.assert(
      fc.property(ordered, ({ tensor, axes, fromBack }) => {
        const read = reader(tensor);
        const shape = axes.map((axis) => tensor.shape[axis]);
        const expected = tabulate(shape, tensor.dtype, (index) =>
          read(tensor.shape.map((_, axis) => index[axes.indexOf(axis)])),
        );
        const given = fromBack ? axes.map((axis) => axis - tensor.rank) : axes;
        expect(transpose(tensor, given)).toEqual(expected);
      }),
    );
  });

  it('brings the colours of pictures to the front', () => {
    expect(transpose(Tensor.zeros([32, 28, 28, 3]), [0, 3, 1, 2]).shape).toEqual([32, 3, 28, 28]);
  });

  it('is a copy', () => {
    const vector = Tensor.from([1, 2]);
    transpose(vector).data.fill(9);
    expect(vector.toArray()).toEqual([1, 2]);
  });

  it.each([[[0, 0, 1]], [[0, 1]], [[0, 2, -1]], [[]]])('refuses the order %j for three axes', (axes) => {
    expect(() => transpose(Tensor.zeros([2, 3, 4]), axes)).toThrow(
      new UserError(`transpose takes each of the 3 axes of shape [2, 3, 4] once, got [${axes.join(', ')}]`),
    );
  });

  it('refuses an axis there is not', () => {
    expect(() => transpose(Tensor.zeros([2, 3]), [0, 2])).toThrow(
      'Axis 2 is not one of the 2 axes of shape [2, 3]',
    );
  });
});
