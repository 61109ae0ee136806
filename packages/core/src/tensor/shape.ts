import { UserError } from '../errors';

/** The length of each axis, outermost first. `[]` is the shape of a scalar. */
export type Shape = readonly number[];

/** The number of elements of a shape: the product of its axes. */
export function sizeOf(shape: Shape): number {
  return shape.reduce((size, length) => size * length, 1);
}

/** `[2, 3]` as text. */
export function formatShape(shape: Shape): string {
  return `[${shape.join(', ')}]`;
}

/** Whether two shapes are the same, axis by axis. */
export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((length, axis) => length === b[axis]);
}

/** The distance, in elements, between neighbours along each axis of a row-major array. */
export function stridesOf(shape: Shape): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    strides[axis] = stride;
    stride *= shape[axis];
  }
  return strides;
}

/**
 * The shape two operands are stretched to: axes are aligned from the last, and an axis of length 1 repeats
 * (NumPy's broadcasting rules).
 * @throws UserError naming both shapes where they do not fit.
 */
export function broadcastShapes(a: Shape, b: Shape): number[] {
  const rank = Math.max(a.length, b.length);
  const result = new Array<number>(rank);
  for (let axis = 1; axis <= rank; axis++) {
    const left = a[a.length - axis] ?? 1;
    const right = b[b.length - axis] ?? 1;
    if (left !== right && left !== 1 && right !== 1) {
      throw new UserError(
        `Shapes ${formatShape(a)} and ${formatShape(b)} do not broadcast: ` +
          `axes must be equal or 1, counted from the last, and ${left} is not ${right}`,
      );
    }
    result[rank - axis] = left === 1 ? right : left;
  }
  return result;
}

/**
 * An axis counted from the front, given one that may count from the back (−1 is the last).
 * @throws UserError where the shape has no such axis.
 */
export function resolveAxis(axis: number, shape: Shape): number {
  const resolved = axis < 0 ? axis + shape.length : axis;
  if (!Number.isInteger(axis) || resolved < 0 || resolved >= shape.length) {
    throw new UserError(`Axis ${axis} is not one of the ${shape.length} axes of shape ${formatShape(shape)}`);
  }
  return resolved;
}

/** @throws UserError where a length is no whole number ≥ 0. */
export function checkShape(shape: Shape): void {
  if (!shape.every((length) => Number.isSafeInteger(length) && length >= 0)) {
    throw new UserError(`A shape is made of whole numbers ≥ 0, got ${formatShape(shape)}`);
  }
}
