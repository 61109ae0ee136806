import { UserError } from '../errors';
import { allocate, type DType, dtypeOf, type TensorData } from './dtype';
import { checkShape, formatShape, type Shape, sizeOf } from './shape';

/** Numbers nested as deep as the tensor has axes. */
export type Nested = number | readonly Nested[];

/**
 * A block of numbers of one type with a shape, stored row-major: the last axis is contiguous.
 * Arithmetic on tensors stands in functions of its own (`add`, `matmul`, `sum`, …).
 *
 * @example
 * const pixels = new Tensor(new Uint8Array(2 * 784), [2, 784]);
 * pixels.rows(0, 1).shape; // [1, 784]
 */
export class Tensor {
  /** The elements, row-major. Shared with whoever passed them in, and with reshaped and sliced tensors. */
  readonly data: TensorData;
  readonly shape: Shape;
  readonly dtype: DType;

  /**
   * Wraps `data` without copying it.
   * @throws UserError where the shape does not hold exactly the elements given.
   */
  constructor(data: TensorData, shape: Shape) {
    checkShape(shape);
    this.dtype = dtypeOf(data);
    if (sizeOf(shape) !== data.length) {
      throw new UserError(
        `Shape ${formatShape(shape)} holds ${sizeOf(shape)} elements, but the data has ${data.length}`,
      );
    }
    this.data = data;
    this.shape = Object.freeze([...shape]);
  }

  /** A tensor of zeros. */
  static zeros(shape: Shape, dtype: DType = 'float32'): Tensor {
    checkShape(shape);
    return new Tensor(allocate(dtype, sizeOf(shape)), shape);
  }

  /** A tensor with `value` everywhere. */
  static full(shape: Shape, value: number, dtype: DType = 'float32'): Tensor {
    const tensor = Tensor.zeros(shape, dtype);
    tensor.data.fill(value);
    return tensor;
  }

  /**
   * A tensor from nested arrays, shaped as they are nested.
   * @throws UserError where rows differ in length or depth.
   * @example Tensor.from([[1, 2], [3, 4]]).shape; // [2, 2]
   */
  static from(values: Nested, dtype: DType = 'float32'): Tensor {
    const shape: number[] = [];
    for (let level = values; typeof level !== 'number'; level = level[0]) {
      shape.push(level.length);
      if (level.length === 0) break;
    }
    const data = allocate(dtype, sizeOf(shape));
    let filled = 0;
    const fill = (level: Nested, depth: number): void => {
      if (typeof level === 'number') {
        if (depth !== shape.length) throw raggedError(shape, depth);
        data[filled++] = level;
        return;
      }
      if (depth >= shape.length || level.length !== shape[depth]) throw raggedError(shape, depth);
      for (const item of level) fill(item, depth + 1);
    };
    fill(values, 0);
    return new Tensor(data, shape);
  }

  /** The number of elements. */
  get size(): number {
    return this.data.length;
  }

  /** The number of axes. */
  get rank(): number {
    return this.shape.length;
  }

  /**
   * The same elements in another shape. One axis may be −1: it takes what is left.
   * @throws UserError where the sizes differ.
   */
  reshape(shape: Shape): Tensor {
    const open = shape.indexOf(-1);
    if (open === -1) {
      if (sizeOf(shape) !== this.size) throw this.#reshapeError(shape);
      return new Tensor(this.data, shape);
    }
    const known = -sizeOf(shape);
    if (known <= 0 || this.size % known !== 0) throw this.#reshapeError(shape);
    return new Tensor(this.data, shape.with(open, this.size / known));
  }

  /**
   * Rows `start` up to, not including, `end` along the first axis, sharing the elements.
   * @throws UserError where the range is not inside the tensor.
   */
  rows(start: number, end: number = this.shape[0]): Tensor {
    const [count] = this.shape;
    if (this.rank === 0) throw new UserError('A scalar has no rows');
    if (!Number.isInteger(start) || !Number.isInteger(end) || start < 0 || end < start || end > count) {
      throw new UserError(
        `Rows ${start} to ${end} are not inside a tensor of shape ${formatShape(this.shape)}`,
      );
    }
    const rowSize = sizeOf(this.shape.slice(1));
    return new Tensor(this.data.subarray(start * rowSize, end * rowSize), [
      end - start,
      ...this.shape.slice(1),
    ]);
  }

  /** A copy with elements of another type, converted as a typed array converts on assignment. */
  cast(dtype: DType): Tensor {
    const data = allocate(dtype, this.size);
    data.set(this.data);
    return new Tensor(data, this.shape);
  }

  /**
   * The only element.
   * @throws UserError where there is more than one, or none.
   */
  item(): number {
    if (this.size !== 1) {
      throw new UserError(
        `Only a tensor of one element is a number; this one has shape ${formatShape(this.shape)}`,
      );
    }
    return this.data[0];
  }

  /** The elements as nested arrays. */
  toArray(): Nested {
    const build = (depth: number, offset: number, size: number): Nested => {
      if (depth === this.rank) return this.data[offset];
      const length = this.shape[depth];
      const step = length === 0 ? 0 : size / length;
      return Array.from({ length }, (_, index) => build(depth + 1, offset + index * step, step));
    };
    return build(0, 0, this.size);
  }

  #reshapeError(shape: Shape): UserError {
    return new UserError(
      `A tensor of shape ${formatShape(this.shape)} has ${this.size} elements and cannot take the shape ${formatShape(shape)}`,
    );
  }
}

function raggedError(shape: Shape, depth: number): UserError {
  return new UserError(
    `Nested arrays must form a block of shape ${formatShape(shape)}, but the arrays at depth ${depth} differ`,
  );
}
