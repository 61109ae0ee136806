import { allocate, dtypeOf, type TensorData } from './dtype';
import { type Shape, sizeOf, stridesOf } from './shape';

/**
 * A copy of the elements of `data` in the row-major order of `shape`, where neighbours along an axis stand
 * `strides[axis]` apart in `data`. A stride of 0 repeats; strides in another order transpose.
 */
export function gather(data: TensorData, shape: Shape, strides: readonly number[]): TensorData {
  const result = allocate(dtypeOf(data), sizeOf(shape));
  let filled = 0;
  const copy = (axis: number, offset: number): void => {
    if (axis === shape.length) {
      result[filled++] = data[offset];
      return;
    }
    for (let index = 0; index < shape[axis]; index++) copy(axis + 1, offset + index * strides[axis]);
  };
  copy(0, 0);
  return result;
}

/** The strides that stretch a row-major array of shape `from` to the shape `to` it broadcasts to. */
export function broadcastStrides(from: Shape, to: Shape): number[] {
  const strides = stridesOf(from);
  const added = to.length - from.length;
  return to.map((_, axis) => (axis < added || from[axis - added] === 1 ? 0 : strides[axis - added]));
}
