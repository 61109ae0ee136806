/**
 * x^n for a whole n ≥ 0 in float64, by repeated squaring: the same bits on every engine, unlike `Math.pow`.
 */
export function power(x: number, n: number): number {
  let result = 1;
  let square = x;
  for (let rest = n; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result *= square;
    square *= square;
  }
  return result;
}
