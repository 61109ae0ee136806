import { allocate, type Floats, type FloatType } from '../../tensor/dtype';
import type { MemoryKernels } from '../memory-kernels';

/** Ordinary arrays, without gaps between rows. */
export function memory(dtype: FloatType): MemoryKernels {
  return {
    allocate,

    createMatrix: (rows, columns) => ({
      rows,
      columns,
      stride: columns,
      values: allocate(dtype, rows * columns),
    }),

    trace: (make) => ({ made: make(), pieces: [] }),

    release() {},

    writeMatrix({ rows, columns, stride, values }, rowMajor) {
      for (let row = 0; row < rows; row++) {
        values.set(rowMajor.subarray(row * columns, (row + 1) * columns), row * stride);
      }
    },

    readMatrix({ rows: all, columns, stride, values }, rows = all): Floats {
      const rowMajor = allocate(dtype, rows * columns);
      for (let row = 0; row < rows; row++) {
        rowMajor.set(values.subarray(row * stride, row * stride + columns), row * columns);
      }
      return rowMajor;
    },

    gather(source, order, first, { columns, stride, values }, start, end) {
      for (let row = start; row < end; row++) {
        const from = order[first + row] * columns;
        const to = row * stride;
        for (let column = 0; column < columns; column++) values[to + column] = source[from + column];
      }
    },
  };
}
