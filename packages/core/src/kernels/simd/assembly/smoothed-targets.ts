/** What the probability of each class but the right one should be. */
// @ts-expect-error: decorator
@inline
export function wrongTarget(labelSmoothing: f64, columns: i32): f64 {
  return labelSmoothing / <f64>columns;
}

/** What the probability of the right class should be. */
// @ts-expect-error: decorator
@inline
export function rightTarget(labelSmoothing: f64, columns: i32): f64 {
  return 1.0 - labelSmoothing + wrongTarget(labelSmoothing, columns);
}
