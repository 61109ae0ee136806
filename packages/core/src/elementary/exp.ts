import { scaleByPowerOfTwo } from './power-of-two';

/** ln 2 in two parts: the high one has trailing zeros, so that n·LN2_HIGH is exact for |n| < 2048. */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const OVERFLOW = 709.782712893384;
const UNDERFLOW = -745.1332191019412;

/**
 * e^x in float64, with the same bits on every engine: only +, −, × and exact scaling, unlike `Math.exp`, whose last
 * bits engines choose. x = n·ln 2 + r with |r| ≤ ln 2 / 2, and e^r is its Taylor polynomial of degree 13.
 * The error is below 2 units in the last place.
 */
export function exp(x: number): number {
  if (x > OVERFLOW) return Number.POSITIVE_INFINITY;
  if (x < UNDERFLOW) return 0;
  if (Number.isNaN(x)) return x;
  const n = Math.floor(x * Math.LOG2E + 0.5);
  const r = x - n * LN2_HIGH - n * LN2_LOW;
  let p = 1 / 6227020800;
  p = p * r + 1 / 479001600;
  p = p * r + 1 / 39916800;
  p = p * r + 1 / 3628800;
  p = p * r + 1 / 362880;
  p = p * r + 1 / 40320;
  p = p * r + 1 / 5040;
  p = p * r + 1 / 720;
  p = p * r + 1 / 120;
  p = p * r + 1 / 24;
  p = p * r + 1 / 6;
  p = p * r + 1 / 2;
  p = p * r + 1;
  p = p * r + 1;
  return scaleByPowerOfTwo(p, n);
}
