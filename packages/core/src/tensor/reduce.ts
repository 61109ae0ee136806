import { UserError } from '../errors';
import { allocate, type DType, type TensorData } from './dtype';
import { fractionType, sumType } from './promotion';
import { formatShape, resolveAxis, sizeOf } from './shape';
import { Tensor } from './tensor';

/** Options of {@link sum}, {@link mean}, {@link max} and {@link argmax}. */
export interface ReduceOptions {
  /** Keep what is reduced as an axis of length 1, so that the result broadcasts with the tensor. False by default. */
  keepDims?: boolean;
}

/**
 * The sum along one axis, or of all elements where the axis is left out. [2, 3] gives [3] along axis 0, [2] along 1 or
 * −1, and [] of all. The sum of no elements is 0.
 *
 * Accumulated in float64, in order, and rounded once. Floats keep their type; integers give float64, which is exact
 * up to 2^53 and does not wrap around.
 * @throws UserError where the tensor has no such axis.
 * @example
 * sum(Tensor.from([[1, 2], [3, 4]]), 0).toArray(); // [4, 6]
 * sum(Tensor.from([[1, 2], [3, 4]])).item(); // 10
 */
export function sum(x: Tensor, axis?: number, options: ReduceOptions = {}): Tensor {
  return reduce(x, axis, options, sumType(x.dtype), sumOfLane);
}

/**
 * The mean along one axis, or of all elements where the axis is left out. [2, 3] gives [3] along axis 0, [2] along 1
 * or −1, and [] of all.
 *
 * Accumulated in float64, in order, and rounded once. Floats keep their type; integers give float32.
 * @throws UserError where the tensor has no such axis, or no elements along it.
 * @example
 * mean(Tensor.from([[1, 2], [3, 4]]), 1, { keepDims: true }).toArray(); // [[1.5], [3.5]]
 */
export function mean(x: Tensor, axis?: number, options: ReduceOptions = {}): Tensor {
  checkElements('mean', x, axis);
  return reduce(
    x,
    axis,
    options,
    fractionType(x.dtype),
    (data, start, stride, length) => sumOfLane(data, start, stride, length) / length,
  );
}

/**
 * The largest element along one axis, or of all elements where the axis is left out; NaN where one is NaN.
 * [2, 3] gives [3] along axis 0, [2] along 1 or −1, and [] of all. The type stays.
 * @throws UserError where the tensor has no such axis, or no elements along it.
 * @example
 * max(Tensor.from([[1, 5], [3, 4]]), -1).toArray(); // [5, 4]
 */
export function max(x: Tensor, axis?: number, options: ReduceOptions = {}): Tensor {
  checkElements('max', x, axis);
  return reduce(
    x,
    axis,
    options,
    x.dtype,
    (data, start, stride, length) => data[start + argmaxOfLane(data, start, stride, length) * stride],
  );
}

/**
 * The index, as int32, of the largest element along one axis, or among all elements, row-major, where the axis is left
 * out. Of equal elements the first counts; NaN counts as the largest, so that it is where {@link max} is.
 * [2, 3] gives [3] along axis 0, [2] along 1 or −1, and [] of all.
 * @throws UserError where the tensor has no such axis, or no elements along it.
 * @example
 * const probabilities = Tensor.from([[0.1, 0.9], [0.7, 0.3]]);
 * argmax(probabilities, 1).toArray(); // [1, 0]
 */
export function argmax(x: Tensor, axis?: number, options: ReduceOptions = {}): Tensor {
  checkElements('argmax', x, axis);
  return reduce(x, axis, options, 'int32', argmaxOfLane);
}

/** Reduces a lane, the `length` elements from `start` on that stand `stride` apart, to one number. */
type LaneReducer = (data: TensorData, start: number, stride: number, length: number) => number;

function sumOfLane(data: TensorData, start: number, stride: number, length: number): number {
  let total = 0;
  for (let i = 0; i < length; i++) total += data[start + i * stride];
  return total;
}

function argmaxOfLane(data: TensorData, start: number, stride: number, length: number): number {
  let best = 0;
  let largest = data[start];
  for (let i = 1; i < length && !Number.isNaN(largest); i++) {
    const value = data[start + i * stride];
    // Neither larger numbers nor NaN are ≤.
    if (!(value <= largest)) {
      best = i;
      largest = value;
    }
  }
  return best;
}

function reduce(
  x: Tensor,
  axis: number | undefined,
  { keepDims = false }: ReduceOptions,
  dtype: DType,
  reduceLane: LaneReducer,
): Tensor {
  if (axis === undefined) {
    const shape = keepDims ? x.shape.map(() => 1) : [];
    return Tensor.full(shape, reduceLane(x.data, 0, 1, x.size), dtype);
  }
  const reduced = resolveAxis(axis, x.shape);
  const length = x.shape[reduced];
  const outer = sizeOf(x.shape.slice(0, reduced));
  const inner = sizeOf(x.shape.slice(reduced + 1));
  const data = allocate(dtype, outer * inner);
  for (let lane = 0; lane < data.length; lane++) {
    const column = lane % inner;
    data[lane] = reduceLane(x.data, (lane - column) * length + column, inner, length);
  }
  return new Tensor(data, keepDims ? x.shape.with(reduced, 1) : x.shape.toSpliced(reduced, 1));
}

function checkElements(what: string, { shape, size }: Tensor, axis?: number): void {
  const length = axis === undefined ? size : shape[resolveAxis(axis, shape)];
  if (length > 0) return;
  const where = axis === undefined ? '' : ` along axis ${axis}`;
  throw new UserError(
    `The ${what} of no elements is not defined: a tensor of shape ${formatShape(shape)} has none${where}`,
  );
}
