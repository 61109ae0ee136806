import type { DType, FloatType } from './dtype';

/** From the type that wins to the one that yields. */
const precedence: readonly DType[] = ['float64', 'float32', 'int32', 'uint8'];

/** The element type of two operands together: float64 wins, then float32, then int32, then uint8. */
export function commonType(a: DType, b: DType): DType {
  return precedence.indexOf(a) < precedence.indexOf(b) ? a : b;
}

/** Whether a type has fractions. */
export function isFloatType(dtype: DType): dtype is FloatType {
  return dtype === 'float32' || dtype === 'float64';
}

/** The type of what has fractions even of whole numbers, as a quotient: floats stay, integers give float32. */
export function fractionType(dtype: DType): FloatType {
  return isFloatType(dtype) ? dtype : 'float32';
}

/**
 * The type of a sum over elements: floats stay, integers give float64. It holds every whole number up to 2^53, where
 * int32 wraps around at 2^31: a sum that the pixels of Fashion-MNIST exceed.
 */
export function sumType(dtype: DType): FloatType {
  return isFloatType(dtype) ? dtype : 'float64';
}
