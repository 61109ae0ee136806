import { exp } from './exp';

/**
 * tanh x in float64, with the same bits on every engine. Near zero, where 1 − e^(−2x) would cancel, by its
 * continued fraction x/(1 + x²/(3 + x²/(5 + …))) (Lambert 1770).
 */
export function tanh(x: number): number {
  const size = Math.abs(x);
  if (size < 0.5) {
    const z = x * x;
    let f = 19;
    for (let odd = 17; odd >= 1; odd -= 2) f = odd + z / f;
    return x / f;
  }
  const e = exp(-2 * size);
  const t = (1 - e) / (1 + e);
  return x < 0 ? -t : t;
}
