import { allocate, type Floats, type FloatType } from '../../tensor/dtype';
import type { MemoryKernels } from '../kernels';

/** Ordinary arrays; parameters are row-major. */
export function memory(dtype: FloatType): MemoryKernels {
  const createMatrix = (rows: number, columns: number) => ({
    rows,
    columns,
    values: allocate(dtype, rows * columns),
  });
  return {
    allocate,
    hold: (data) => data,
    createActivations: createMatrix,
    createParameter: createMatrix,

    writeParameter(target, rowMajor) {
      target.values.set(rowMajor);
    },

    readParameter(source): Floats {
      return source.values.slice();
    },

    gather(source, order, first, target, start, end) {
      const { columns, values } = target;
      for (let row = start; row < end; row++) {
        const from = order[first + row] * columns;
        const to = row * columns;
        for (let column = 0; column < columns; column++) values[to + column] = source[from + column];
      }
    },

    isFinite({ columns, values }, start, end) {
      for (let i = start * columns; i < end * columns; i++) {
        if (!Number.isFinite(values[i])) return false;
      }
      return true;
    },
  };
}
