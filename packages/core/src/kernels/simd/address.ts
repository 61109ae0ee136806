import type { Matrix } from '../kernels';

/** The address of a row of a matrix. */
export function rowAt({ values, stride }: Matrix, row: number): number {
  return values.byteOffset + 4 * row * stride;
}

/** From one row to the next, in bytes. */
export function strideOf({ stride }: Matrix): number {
  return 4 * stride;
}

/** How many vectors of four numbers hold a row: an even number, as rows are padded. */
export function vectorsOf({ columns }: Matrix): number {
  return 2 * Math.ceil(columns / 8);
}

/** How many numbers rows `start` to `end` take, with what lies between them. */
export function spanOf({ stride }: Matrix, start: number, end: number): number {
  return (end - start) * stride;
}
