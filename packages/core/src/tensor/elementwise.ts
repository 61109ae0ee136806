import { exp as exponential } from '../elementary/exp';
import { log as logarithm } from '../elementary/log';
import { UserError } from '../errors';
import { allocate, type DType, type TensorData } from './dtype';
import { commonType, fractionType, isFloatType } from './promotion';
import { broadcastShapes, type Shape, sameShape, sizeOf } from './shape';
import { broadcastStrides, gather } from './strided';
import { Tensor } from './tensor';

/*
 * Arithmetic element by element. The rules all functions here share:
 *
 * - Shapes broadcast as NumPy's do: axes are aligned from the last, and an axis of length 1 repeats.
 * - Of two element types float64 wins, then float32, then int32, then uint8. A number takes the type of the tensor it
 *   meets; two numbers are float64.
 * - Each element is computed in float64 and rounded once to the result's type. Integers wrap around.
 * - The result is a new tensor; the operands stay as they are.
 */

/**
 * a + b, element by element: [2, 3] + [3] is [2, 3].
 * The result has the type that wins of the two (float64, float32, int32, uint8); a number takes the tensor's.
 * Integers wrap around: 200 + 100 is 44 in uint8.
 * @throws UserError naming both shapes where they do not broadcast, or where a number is none of the tensor's integers.
 * @example
 * add(Tensor.from([[1, 2], [3, 4]]), Tensor.from([10, 20])).toArray(); // [[11, 22], [13, 24]]
 */
export function add(a: Tensor | number, b: Tensor | number): Tensor {
  return combine(a, b, operandType(a, b), (x, y) => x + y);
}

/**
 * a − b, element by element, the shapes broadcast.
 * The result has the type that wins of the two (float64, float32, int32, uint8); a number takes the tensor's.
 * Integers wrap around: 1 − 2 is 255 in uint8.
 * @throws UserError naming both shapes where they do not broadcast, or where a number is none of the tensor's integers.
 * @example
 * const x = Tensor.from([[1, 2], [3, 6]]);
 * subtract(x, mean(x, 1, { keepDims: true })).toArray(); // [[-0.5, 0.5], [-1.5, 1.5]]
 */
export function subtract(a: Tensor | number, b: Tensor | number): Tensor {
  return combine(a, b, operandType(a, b), (x, y) => x - y);
}

/**
 * a · b, element by element, the shapes broadcast: a row times a column is the table of their products.
 * The result has the type that wins of the two (float64, float32, int32, uint8); a number takes the tensor's.
 * Integers wrap around.
 * @throws UserError naming both shapes where they do not broadcast, or where a number is none of the tensor's integers.
 * @example
 * multiply(Tensor.from([1, 2]), Tensor.from([[1], [10]])).toArray(); // [[1, 2], [10, 20]]
 */
export function multiply(a: Tensor | number, b: Tensor | number): Tensor {
  const dtype = operandType(a, b);
  // The product of two int32 can exceed 2^53, where float64 loses the low bits that are to stay.
  return combine(a, b, dtype, isFloatType(dtype) ? (x, y) => x * y : Math.imul);
}

/**
 * a / b, element by element, the shapes broadcast. x / 0 is ±Infinity, 0 / 0 is NaN.
 * Of float64 the result is float64, else float32, also of integers; a number takes the result's type.
 * @throws UserError naming both shapes where they do not broadcast.
 * @example
 * divide(new Tensor(Uint8Array.of(0, 51, 255), [3]), 255).toArray(); // [0, 0.20000000298023224, 1]: float32's 0.2
 */
export function divide(a: Tensor | number, b: Tensor | number): Tensor {
  return combine(a, b, fractionType(operandType(a, b)), (x, y) => x / y);
}

/**
 * The larger of a and b, element by element, the shapes broadcast; NaN where either is NaN.
 * The result has the type that wins of the two (float64, float32, int32, uint8); a number takes the tensor's.
 * @throws UserError naming both shapes where they do not broadcast, or where a number is none of the tensor's integers.
 * @example
 * maximum(Tensor.from([-2, 3]), 0).toArray(); // [0, 3]
 */
export function maximum(a: Tensor | number, b: Tensor | number): Tensor {
  return combine(a, b, operandType(a, b), Math.max);
}

/**
 * The smaller of a and b, element by element, the shapes broadcast; NaN where either is NaN.
 * The result has the type that wins of the two (float64, float32, int32, uint8); a number takes the tensor's.
 * @throws UserError naming both shapes where they do not broadcast, or where a number is none of the tensor's integers.
 * @example
 * minimum(Tensor.from([-2, 3]), Tensor.from([[0], [-5]])).toArray(); // [[-2, 0], [-5, -5]]
 */
export function minimum(a: Tensor | number, b: Tensor | number): Tensor {
  return combine(a, b, operandType(a, b), Math.min);
}

/**
 * −x, element by element, in the same shape and type. Integers wrap around: −1 is 255 in uint8.
 * @example negate(Tensor.from([1, -2])).toArray(); // [-1, 2]
 */
export function negate(x: Tensor): Tensor {
  return map(x, x.dtype, (value) => -value);
}

/**
 * |x|, element by element, in the same shape and type. The smallest int32 has no positive and stays as it is.
 * @example absolute(Tensor.from([1, -2])).toArray(); // [1, 2]
 */
export function absolute(x: Tensor): Tensor {
  return map(x, x.dtype, Math.abs);
}

/**
 * √x, element by element, in the same shape; NaN of negative numbers. Floats keep their type, integers give float32.
 * @example sqrt(Tensor.from([4, 9])).toArray(); // [2, 3]
 */
export function sqrt(x: Tensor): Tensor {
  return map(x, fractionType(x.dtype), Math.sqrt);
}

/**
 * e^x, element by element, in the same shape, with the same bits on every engine.
 * Floats keep their type, integers give float32.
 * @example exp(Tensor.from([0, 1])).toArray(); // [1, 2.7182817459106445]
 */
export function exp(x: Tensor): Tensor {
  return map(x, fractionType(x.dtype), exponential);
}

/**
 * The natural logarithm, element by element, in the same shape, with the same bits on every engine; −Infinity of 0,
 * NaN of negative numbers. Floats keep their type, integers give float32.
 * @example log(exp(Tensor.from([0, 2]))).toArray(); // [0, 2]
 */
export function log(x: Tensor): Tensor {
  return map(x, fractionType(x.dtype), logarithm);
}

function map(x: Tensor, dtype: DType, operate: (value: number) => number): Tensor {
  const data = allocate(dtype, x.size);
  for (let i = 0; i < data.length; i++) data[i] = operate(x.data[i]);
  return new Tensor(data, x.shape);
}

function combine(
  a: Tensor | number,
  b: Tensor | number,
  dtype: DType,
  operate: (x: number, y: number) => number,
): Tensor {
  const left = typeof a === 'number' ? scalar(a, dtype) : a;
  const right = typeof b === 'number' ? scalar(b, dtype) : b;
  const shape = broadcastShapes(left.shape, right.shape);
  const x = stretch(left, shape);
  const y = stretch(right, shape);
  const data = allocate(dtype, sizeOf(shape));
  for (let i = 0; i < data.length; i++) data[i] = operate(x.data[i * x.step], y.data[i * y.step]);
  return new Tensor(data, shape);
}

function operandType(a: Tensor | number, b: Tensor | number): DType {
  if (typeof a !== 'number') return typeof b === 'number' ? a.dtype : commonType(a.dtype, b.dtype);
  return typeof b === 'number' ? 'float64' : b.dtype;
}

function scalar(value: number, dtype: DType): Tensor {
  const tensor = Tensor.full([], value, dtype);
  if (!isFloatType(dtype) && tensor.item() !== value) {
    throw new UserError(
      `A number takes the type of the tensor it meets, but ${value} is no ${dtype}: ` +
        `change the tensor's type first, as in tensor.cast('float32')`,
    );
  }
  return tensor;
}

/** The elements a tensor has under each of the result's, `step` apart: 0 where one serves all. */
function stretch(tensor: Tensor, shape: Shape): { data: TensorData; step: 0 | 1 } {
  if (tensor.size === 1) return { data: tensor.data, step: 0 };
  if (sameShape(tensor.shape, shape)) return { data: tensor.data, step: 1 };
  return { data: gather(tensor.data, shape, broadcastStrides(tensor.shape, shape)), step: 1 };
}
