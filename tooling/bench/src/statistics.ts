/** The middle value; of an even number of values, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which a share `fraction` of the values lies, interpolated between neighbours. */
export function quantile(values: readonly number[], fraction: number): number {
  if (values.length === 0) throw new RangeError('A quantile needs at least one value');
  const sorted = [...values].sort((a, b) => a - b);
  const place = fraction * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.ceil(place);
  return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
}
