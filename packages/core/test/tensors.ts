import fc from 'fast-check';
import { type DType, type Nested, Tensor, type TensorData } from '../src';

/** What the tests of tensor arithmetic share: random tensors, and elements looked up by index, without strides. */

export const dtypes: readonly DType[] = ['float32', 'float64', 'uint8', 'int32'];

/** A few axes, some of them empty. */
const anyShape = fc.array(fc.nat({ max: 4 }), { maxLength: 4 });

/** A tensor of a shape with any elements of a type: also NaN, infinities and the ends of the integers. */
export function tensorOf(shape: readonly number[], dtype: DType): fc.Arbitrary<Tensor> {
  const size = { minLength: sizeOf(shape), maxLength: sizeOf(shape) };
  return elements(dtype, size).map((data) => new Tensor(data, shape));
}

/** A tensor of any shape and type. */
export const anyTensor = fc
  .tuple(anyShape, fc.constantFrom(...dtypes))
  .chain(([shape, dtype]) => tensorOf(shape, dtype));

/** Two shapes and the one they broadcast to: each lacks leading axes of it, and has length 1 for others. */
export const shapesThatBroadcast = anyShape.chain((shape) =>
  fc.tuple(narrowed(shape), narrowed(shape)).map(([a, b]) => {
    const rank = Math.max(a.length, b.length);
    const result = shape
      .slice(shape.length - rank)
      .map((length, axis) => (fromEnd(a, rank - axis) === 1 && fromEnd(b, rank - axis) === 1 ? 1 : length));
    return { a, b, result };
  }),
);

/** Every index of a shape, row-major; one, empty, of a scalar. */
function indicesOf(shape: readonly number[]): number[][] {
  return shape.reduce<number[][]>(
    (heads, length) => heads.flatMap((head) => Array.from({ length }, (_, index) => [...head, index])),
    [[]],
  );
}

/** Looks elements up by an index, which may have more leading axes than the tensor and runs past axes of length 1. */
export function reader(tensor: Tensor): (index: readonly number[]) => number {
  const nested = tensor.toArray();
  return (index) => {
    const own = index.slice(index.length - tensor.rank);
    const element = own.reduce<Nested>((level, position) => {
      if (typeof level === 'number') throw new Error(`Index [${index}] is too deep`);
      return level.length === 1 ? level[0] : level[position];
    }, nested);
    if (typeof element !== 'number') throw new Error(`Index [${index}] is no element`);
    return element;
  };
}

/** The tensor with `at(index)` at each index. */
export function tabulate(shape: readonly number[], dtype: DType, at: (index: number[]) => number): Tensor {
  const tensor = Tensor.zeros(shape, dtype);
  indicesOf(shape).forEach((index, position) => {
    tensor.data[position] = at(index);
  });
  return tensor;
}

function sizeOf(shape: readonly number[]): number {
  return indicesOf(shape).length;
}

function elements(dtype: DType, size: { minLength: number; maxLength: number }): fc.Arbitrary<TensorData> {
  switch (dtype) {
    case 'float32':
      return fc.float32Array(size);
    case 'float64':
      return fc.float64Array(size);
    case 'uint8':
      return fc.uint8Array(size);
    case 'int32':
      return fc.int32Array(size);
  }
}

function narrowed(shape: readonly number[]): fc.Arbitrary<number[]> {
  return fc
    .tuple(fc.nat({ max: shape.length }), fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }))
    .map(([start, single]) => shape.map((length, axis) => (single[axis] ? 1 : length)).slice(start));
}

function fromEnd(shape: readonly number[], position: number): number {
  return shape[shape.length - position] ?? 1;
}
