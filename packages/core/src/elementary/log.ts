import { splitExponent } from './power-of-two';

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const SMALLEST_NORMAL = 2.2250738585072014e-308;

/**
 * The natural logarithm in float64, with the same bits on every engine: only +, −, ×, ÷.
 * x = m·2^e with √½ ≤ m < √2, and ln m = 2·artanh(s), s = (m−1)/(m+1), by its series up to s²¹.
 * The error is below 2 units in the last place. Negative numbers give NaN, zero −∞.
 */
export function log(x: number): number {
  if (Number.isNaN(x) || x < 0) return Number.NaN;
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (x === Number.POSITIVE_INFINITY) return x;
  if (x < SMALLEST_NORMAL) return log(x * 2 ** 54) - 54 * LN2_HIGH - 54 * LN2_LOW;
  let { mantissa, exponent } = splitExponent(x);
  if (mantissa > Math.SQRT2) {
    mantissa /= 2;
    exponent++;
  }
  const f = mantissa - 1;
  const s = f / (2 + f);
  const z = s * s;
  let p = 1 / 21;
  p = p * z + 1 / 19;
  p = p * z + 1 / 17;
  p = p * z + 1 / 15;
  p = p * z + 1 / 13;
  p = p * z + 1 / 11;
  p = p * z + 1 / 9;
  p = p * z + 1 / 7;
  p = p * z + 1 / 5;
  p = p * z + 1 / 3;
  const tail = 2 * s * z * p;
  return exponent * LN2_HIGH + (2 * s + (tail + exponent * LN2_LOW));
}
