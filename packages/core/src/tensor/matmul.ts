import { UserError } from '../errors';
import { allocate } from './dtype';
import { commonType, sumType } from './promotion';
import { formatShape, resolveAxis, type Shape, sizeOf, stridesOf } from './shape';
import { gather } from './strided';
import { Tensor } from './tensor';

/**
 * The matrix product: out[i, j] = Σₚ a[i, p] · b[p, j].
 *
 * | a | b | result |
 * |---|---|---|
 * | [m, k] | [k, n] | [m, n] |
 * | [k] | [k, n] | [n] |
 * | [m, k] | [k] | [m] |
 * | [k] | [k] | [], the dot product |
 *
 * Sums are accumulated in float64, p ascending, and rounded once. The result is float64 where an operand is, else
 * float32 where an operand is; of integers it is float64, as `sum` gives, so that it does not wrap around.
 * @throws UserError naming both shapes where the lengths of k differ, or an operand has neither one axis nor two.
 * @example
 * matmul(Tensor.from([[1, 2], [3, 4]]), Tensor.from([10, 1])).toArray(); // [12, 34]
 */
export function matmul(a: Tensor, b: Tensor): Tensor {
  checkFactors(a.shape, b.shape);
  const depth = b.shape[0];
  const rowShape = a.shape.slice(0, -1);
  const columnShape = b.shape.slice(1);
  const rows = sizeOf(rowShape);
  const columns = sizeOf(columnShape);
  const data = allocate(sumType(commonType(a.dtype, b.dtype)), rows * columns);
  const sums = new Float64Array(columns);
  for (let row = 0; row < rows; row++) {
    sums.fill(0);
    for (let p = 0; p < depth; p++) {
      const factor = a.data[row * depth + p];
      for (let column = 0; column < columns; column++) sums[column] += factor * b.data[p * columns + column];
    }
    data.set(sums, row * columns);
  }
  return new Tensor(data, [...rowShape, ...columnShape]);
}

/**
 * A copy with its axes in reverse order, or in the order given: axis i of the result is axis `axes[i]` of `x`, where
 * −1 is the last. The type stays.
 * @throws UserError where `axes` does not name each axis once.
 * @example
 * transpose(Tensor.from([[1, 2, 3]])).toArray(); // [[1], [2], [3]]
 * transpose(Tensor.zeros([32, 28, 28, 3]), [0, 3, 1, 2]).shape; // [32, 3, 28, 28]
 */
export function transpose(x: Tensor, axes?: readonly number[]): Tensor {
  const order = axes === undefined ? x.shape.map((_, axis) => x.rank - 1 - axis) : checkOrder(axes, x.shape);
  const strides = stridesOf(x.shape);
  const shape = order.map((axis) => x.shape[axis]);
  const data = gather(
    x.data,
    shape,
    order.map((axis) => strides[axis]),
  );
  return new Tensor(data, shape);
}

function checkFactors(a: Shape, b: Shape): void {
  const found = `got ${formatShape(a)} and ${formatShape(b)}`;
  if (![1, 2].includes(a.length) || ![1, 2].includes(b.length)) {
    throw new UserError(`matmul multiplies matrices and vectors, tensors of two axes or one, ${found}`);
  }
  const width = a[a.length - 1];
  if (width !== b[0]) {
    throw new UserError(
      `matmul multiplies [m, k] by [k, n], ${found}: ` +
        `the last axis of the left must be as long as the first of the right, and ${width} is not ${b[0]}`,
    );
  }
}

function checkOrder(axes: readonly number[], shape: Shape): number[] {
  const order = axes.map((axis) => resolveAxis(axis, shape));
  if (order.length !== shape.length || new Set(order).size !== shape.length) {
    throw new UserError(
      `transpose takes each of the ${shape.length} axes of shape ${formatShape(shape)} once, got ${formatShape(axes)}`,
    );
  }
  return order;
}
