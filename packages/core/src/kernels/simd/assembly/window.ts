/** How the outputs and the columns of a window are cut up. */

/** Vectors of four numbers that registers hold at once. */
export const WIDEST: i32 = 12;

/** The vectors of four numbers for `outputs` numbers, an even number. */
// @ts-expect-error: decorator
@inline
export function vectorsFor(outputs: i32): i32 {
  return ((outputs + 7) >> 3) << 1;
}

/** How many of `size` columns, or rows, of a window have the remainder `phase` when divided by the stride. */
// @ts-expect-error: decorator
@inline
export function columnsOf(phase: i32, size: i32, stride: i32): i32 {
  return (size - phase + stride - 1) / stride;
}
