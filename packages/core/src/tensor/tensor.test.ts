import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyTensor, dtypes } from '../../test/tensors';
import { UserError } from '../errors';
import { bytesPerElement, dtypeOf } from './dtype';
import { broadcastShapes, resolveAxis } from './shape';
import { Tensor } from './tensor';

describe('a tensor', () => {
  it('is its data with a shape, not a copy', () => {
    const data = Float32Array.of(1, 2, 3, 4, 5, 6);
    const tensor = new Tensor(data, [2, 3]);
    expect(tensor.data).toBe(data);
    expect(tensor).toMatchObject({ shape: [2, 3], dtype: 'float32', size: 6, rank: 2 });
    expect(tensor.toArray()).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
  });

  it('keeps its shape when the list it was made with changes', () => {
    const shape = [2, 3];
    const tensor = Tensor.zeros(shape);
    shape[0] = 7;
    expect(tensor.shape).toEqual([2, 3]);
  });

  it.each(dtypes)('can be made of %s', (dtype) => {
    const tensor = Tensor.full([2, 2], 7, dtype);
    expect(tensor.dtype).toBe(dtype);
    expect(dtypeOf(tensor.data)).toBe(dtype);
    expect(tensor.data.byteLength).toBe(4 * bytesPerElement(dtype));
    expect([...tensor.data]).toEqual([7, 7, 7, 7]);
    expect([...Tensor.zeros([3], dtype).data]).toEqual([0, 0, 0]);
  });

  it('can be a scalar', () => {
    const scalar = Tensor.from(4);
    expect(scalar).toMatchObject({ shape: [], size: 1, rank: 0 });
    expect(scalar.item()).toBe(4);
    expect(scalar.toArray()).toBe(4);
  });

  it('can be empty, along any axis', () => {
    expect(Tensor.from([]).shape).toEqual([0]);
    expect(Tensor.from([[], []]).shape).toEqual([2, 0]);
    expect(Tensor.zeros([2, 0, 3]).toArray()).toEqual([[], []]);
    expect(Tensor.zeros([0, 3]).toArray()).toEqual([]);
  });

  it('comes back from nested arrays as it was', () => {
    fc.assert(
      fc.property(anyTensor, (tensor) => {
        // Nested arrays cannot say what lies within an empty axis.
        const { shape } = tensor;
        const empty = shape.indexOf(0);
        const visible = empty === -1 ? shape : shape.slice(0, empty + 1);
        const expected = new Tensor(tensor.data, visible);
        expect(Tensor.from(tensor.toArray(), tensor.dtype)).toEqual(expected);
      }),
    );
  });

  it('refuses data that do not fill the shape, and says both sizes', () => {
    expect(() => new Tensor(new Float32Array(5), [2, 3])).toThrow(
      new UserError('Shape [2, 3] holds 6 elements, but the data has 5'),
    );
  });

  it.each([[[2, -3]], [[1.5]], [[Number.NaN]], [[Number.POSITIVE_INFINITY]]])(
    'refuses the shape %j',
    (shape) => {
      expect(() => Tensor.zeros(shape)).toThrow(/^A shape is made of whole numbers ≥ 0, got \[/);
      expect(() => new Tensor(new Uint8Array(1), shape)).toThrow(UserError);
    },
  );

  it.each([
    ['Array', [1, 2]],
    ['Int8Array', new Int8Array(2)],
    ['string', 'ab'],
    ['undefined', undefined],
  ])('refuses data that is %s', (name, data) => {
    expect(() => Reflect.construct(Tensor, [data, [2]])).toThrow(
      new TypeError(`A tensor holds a Float32Array, Float64Array, Uint8Array or Int32Array, got ${name}`),
    );
  });

  it.each([[[[1, 2], [3]]], [[[1], 2]], [[1, [2]]], [[[], [1]]], [[[[1]], [[]]]]])(
    'refuses the ragged arrays %j',
    (values) => {
      expect(() => Tensor.from(values)).toThrow(/^Nested arrays must form a block of shape \[/);
    },
  );

  it('is a number only where it has one element', () => {
    expect(Tensor.full([1, 1], 3).item()).toBe(3);
    expect(() => Tensor.zeros([2, 1]).item()).toThrow(/this one has shape \[2, 1\]$/);
    expect(() => Tensor.zeros([0]).item()).toThrow(/this one has shape \[0\]$/);
  });
});

describe('reshape', () => {
  it('keeps the elements and shares them', () => {
    const tensor = Tensor.from([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    const reshaped = tensor.reshape([3, 2]);
    expect(reshaped.toArray()).toEqual([
      [1, 2],
      [3, 4],
      [5, 6],
    ]);
    expect(reshaped.data).toBe(tensor.data);
  });

  it('finds the length of one axis given as −1', () => {
    const tensor = Tensor.zeros([4, 6]);
    expect(tensor.reshape([-1]).shape).toEqual([24]);
    expect(tensor.reshape([2, -1, 3]).shape).toEqual([2, 4, 3]);
    expect(Tensor.from(1).reshape([-1, 1]).shape).toEqual([1, 1]);
    expect(Tensor.zeros([0, 3]).reshape([-1, 3]).shape).toEqual([0, 3]);
  });

  it.each([[[5]], [[-1, 5]], [[-1, -1]], [[-1, 0]], [[]]])('refuses %j for a tensor of [2, 3]', (shape) => {
    expect(() => Tensor.zeros([2, 3]).reshape(shape)).toThrow(
      new UserError(
        `A tensor of shape [2, 3] has 6 elements and cannot take the shape [${shape.join(', ')}]`,
      ),
    );
  });

  it.each([[[-2, -3]], [[-1, -2, -3]], [[4, 1.5]]])('refuses lengths that are none: %j', (shape) => {
    expect(() => Tensor.zeros([2, 3]).reshape(shape)).toThrow(UserError);
  });
});

describe('rows', () => {
  const tensor = Tensor.from([
    [1, 2],
    [3, 4],
    [5, 6],
  ]);

  it('are a window onto the tensor', () => {
    const rows = tensor.cast('int32').rows(1, 3);
    expect(rows.toArray()).toEqual([
      [3, 4],
      [5, 6],
    ]);
    const zeros = Tensor.zeros([3, 2]);
    zeros.rows(2).data.fill(9);
    expect([...zeros.data]).toEqual([0, 0, 0, 0, 9, 9]);
  });

  it('run to the end where no end is given, and may be none', () => {
    expect(tensor.rows(1).shape).toEqual([2, 2]);
    expect(tensor.rows(3).shape).toEqual([0, 2]);
    expect(tensor.rows(1, 1).shape).toEqual([0, 2]);
    expect(Tensor.zeros([4, 0]).rows(1, 3).shape).toEqual([2, 0]);
  });

  it.each([
    [-1, 2],
    [0, 4],
    [2, 1],
    [0.5, 2],
    [0, Number.NaN],
  ])('from %d to %d are refused where the tensor has 3', (start, end) => {
    expect(() => tensor.rows(start, end)).toThrow(
      new UserError(`Rows ${start} to ${end} are not inside a tensor of shape [3, 2]`),
    );
  });

  it('of a scalar are refused', () => {
    expect(() => Tensor.from(1).rows(0)).toThrow('A scalar has no rows');
  });
});

describe('cast', () => {
  it('is a copy that converts as a typed array does', () => {
    const tensor = Tensor.from([-1, 0.1, 2.9, 300, Number.NaN], 'float64');
    expect([...tensor.cast('uint8').data]).toEqual([255, 0, 2, 44, 0]);
    expect([...tensor.cast('int32').data]).toEqual([-1, 0, 2, 300, 0]);
    expect(tensor.cast('float32').data[1]).toBe(Math.fround(0.1));
    const same = tensor.cast('float64');
    expect(same).toEqual(tensor);
    expect(same.data).not.toBe(tensor.data);
  });
});

describe('shapes', () => {
  it('broadcast the same both ways, or fail both ways', () => {
    const shape = fc.array(fc.constantFrom(0, 1, 2, 3), { maxLength: 4 });
    const outcome = (a: number[], b: number[]) => {
      try {
        return broadcastShapes(a, b);
      } catch (error) {
        expect(error).toBeInstanceOf(UserError);
        return 'refused';
      }
    };
    fc.assert(
      fc.property(shape, shape, (a, b) => {
        expect(outcome(a, b)).toEqual(outcome(b, a));
      }),
    );
  });

  it('that do not broadcast are both named', () => {
    expect(() => broadcastShapes([2, 3], [4, 1, 2])).toThrow(
      new UserError(
        'Shapes [2, 3] and [4, 1, 2] do not broadcast: axes must be equal or 1, counted from the last, and 3 is not 2',
      ),
    );
  });

  it('count axes from the back where they are negative', () => {
    expect([0, 1, -1, -2].map((axis) => resolveAxis(axis, [5, 6]))).toEqual([0, 1, 1, 0]);
    for (const axis of [2, -3, 0.5, Number.NaN]) {
      expect(() => resolveAxis(axis, [5, 6])).toThrow(
        new UserError(`Axis ${axis} is not one of the 2 axes of shape [5, 6]`),
      );
    }
  });
});
