import type { ParameterKernels } from '../parameter-kernels';

/** What training does with whole parameters. */
export const parameters: ParameterKernels = {
  transpose(source, target, start, end) {
    for (let row = start; row < end; row++) {
      for (let column = 0; column < source.columns; column++) {
        target.values[column * target.stride + row] = source.values[row * source.stride + column];
      }
    }
  },

  swap(a, b) {
    const kept = a.values.slice();
    a.values.set(b.values);
    b.values.set(kept);
  },

  isFinite({ columns, stride, values }, start, end) {
    for (let row = start; row < end; row++) {
      for (let i = row * stride; i < row * stride + columns; i++) {
        if (!Number.isFinite(values[i])) return false;
      }
    }
    return true;
  },
};
