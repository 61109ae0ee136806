import type { Matrix } from './kernels';

/** What training does with whole parameters. */
export interface ParameterKernels {
  /** target[c][r] = source[r][c] for rows r from `start` to `end` of the source. */
  transpose(source: Matrix, target: Matrix, start: number, end: number): void;
  /** Has two matrices of the same size trade what is in them, bit by bit. */
  swap(a: Matrix, b: Matrix): void;
  /** Whether all of rows `start` to `end` of a parameter are finite. */
  isFinite(parameter: Matrix, start: number, end: number): boolean;
}
