import { type FloatType, Tensor, UserError } from '@fmnist/core';
import { formatNumber, placeNumber } from './number-text';

/**
 * A tensor of floats as nested lists, one line for each run along the last axis, so that a change of one row is a change
 * of one line.
 * @param indent what stands before the bracket that closes the outermost list
 */
export function formatTensor({ data, shape }: Tensor, indent: string): string {
  if (!(data instanceof Float32Array || data instanceof Float64Array)) {
    throw new UserError('Only parameters of float32 or float64 are written as JSON');
  }
  const format = (axis: number, offset: number, size: number, space: string): string => {
    if (axis === shape.length) return formatNumber(data, offset);
    const step = size / shape[axis];
    const inner = `${space}  `;
    const items = Array.from({ length: shape[axis] }, (_, index) =>
      format(axis + 1, offset + index * step, step, inner),
    );
    if (axis === shape.length - 1) return `[${items.join(', ')}]`;
    return `[\n${items.map((item) => inner + item).join(',\n')}\n${space}]`;
  };
  return format(0, 0, data.length, indent);
}

/**
 * The tensor in nested lists, bit for bit.
 * @param path what error messages call the outermost list
 * @param maxSize more numbers than there can be: lists of lists may claim many by a long first one
 * @throws UserError where they form no block, or something in them is no number of the type.
 */
export function parseTensor(value: unknown, dtype: FloatType, path: string, maxSize: number): Tensor {
  const shape = shapeOf(value, path);
  const size = shape.reduce((product, length) => product * length, 1);
  if (size > maxSize) {
    throw new UserError(`${path} must be a block of [${shape.join(', ')}] numbers, but there are fewer`);
  }
  const data = dtype === 'float32' ? new Float32Array(size) : new Float64Array(size);
  let filled = 0;
  const fill = (item: unknown, axis: number, itemPath: string): void => {
    if (axis === shape.length) {
      if (!placeNumber(item, data, filled)) throw fault(itemPath, `a number that fits ${dtype}`, item);
      filled++;
      return;
    }
    if (!Array.isArray(item)) throw fault(itemPath, `a list of ${shape[axis]}`, item);
    if (item.length !== shape[axis]) {
      throw new UserError(
        `${itemPath} must be a list of ${shape[axis]}, as the first is, got one of ${item.length}`,
      );
    }
    for (let index = 0; index < item.length; index++) fill(item[index], axis + 1, `${itemPath}[${index}]`);
  };
  fill(value, 0, path);
  return new Tensor(data, shape);
}

/** The lengths of the first lists: all others must be as long. */
function shapeOf(value: unknown, path: string): number[] {
  const shape: number[] = [];
  for (let level = value; Array.isArray(level); level = level[0]) {
    if (level.length === 0) throw new UserError(`${path} has an empty list, but no parameter is empty`);
    shape.push(level.length);
  }
  if (shape.length === 0) throw fault(path, 'a list', value);
  return shape;
}

function fault(path: string, expected: string, value: unknown): UserError {
  const text = JSON.stringify(value);
  const shown = text.length > 60 ? `${text.slice(0, 57)}…` : text;
  return new UserError(`${path} must be ${expected}, got ${shown}`);
}
