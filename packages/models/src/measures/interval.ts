/** The quantile of the normal distribution that leaves 95% in the middle. */
const Z = 1.959963984540054;

/**
 * Where a share lies with 95% confidence, of which `successes` of `trials` is an estimate (Wilson 1927).
 * @returns the lower and the upper bound, from 0 to 1
 */
export function wilsonInterval(successes: number, trials: number): readonly [low: number, high: number] {
  const share = successes / trials;
  const square = (Z * Z) / trials;
  const middle = (share + square / 2) / (1 + square);
  const half = (Z * Math.sqrt((share * (1 - share)) / trials + square / (4 * trials))) / (1 + square);
  return [middle - half, middle + half];
}
