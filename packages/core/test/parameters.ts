import type { Kernels } from '../src/kernels/kernels';
import type { Parameter } from '../src/layers/layer';

/** A parameter of one row, and its gradients, for tests of what optimizers do with them. */
export function parameterOf(
  kernels: Kernels,
  name: string,
  values: readonly number[],
  gradients: readonly number[],
): Parameter {
  const row = (numbers: readonly number[]) => {
    const matrix = kernels.createMatrix(1, numbers.length);
    kernels.writeMatrix(matrix, Float64Array.from(numbers));
    return matrix;
  };
  return { name, shape: [values.length], matrix: row(values), gradients: row(gradients), l1: 0, l2: 0 };
}
