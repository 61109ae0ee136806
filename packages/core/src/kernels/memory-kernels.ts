import type { Floats, TensorData } from '../tensor/dtype';
import type { Matrix, MemoryPiece } from './kernels';

/** Where numbers are kept, and how they get there and back. */
export interface MemoryKernels {
  /** A zero-filled typed array that every thread of the team can see. */
  allocate(dtype: 'float64', length: number): Float64Array;
  /** A zero-filled typed array that every thread of the team can see. */
  allocate(dtype: 'int32', length: number): Int32Array;
  /** A zero-filled matrix. */
  createMatrix(rows: number, columns: number): Matrix;
  /**
   * What `make` makes, and the pieces of memory it took, in order: for {@link release}, or for a thread that makes the
   * same in the same places.
   */
  trace<T>(make: () => T): { made: T; pieces: readonly MemoryPiece[] };
  /** Gives pieces of memory back. What was in them must no longer be used. */
  release(pieces: readonly MemoryPiece[]): void;
  /** Fills a matrix from row-major numbers. */
  writeMatrix(target: Matrix, rowMajor: TensorData): void;
  /** A row-major copy of the first `rows` rows of a matrix, by default of all. */
  readMatrix(source: Matrix, rows?: number): Floats;
  /** target[r] = source[order[first + r]] for rows r of the batch: row-major samples of `target.columns` numbers. */
  gather(
    source: TensorData,
    order: Int32Array,
    first: number,
    target: Matrix,
    start: number,
    end: number,
  ): void;
}
