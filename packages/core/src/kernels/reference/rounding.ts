/** Rounds the result of one operation to the element type: `Math.fround` in float32, nothing in float64. */
export type Rounding = (x: number) => number;
