import type { AffineKernels } from '../affine-kernels';
import type { Matrix } from '../kernels';
import type { Rounding } from './rounding';

/** The dense layer's product, as loops. */
export function affine(round: Rounding): Pick<AffineKernels, 'affine'> {
  const { multiply } = products(round);
  return {
    affine(x, weights, biases, y, start, end) {
      multiply(x, weights, y, start, end);
      for (let row = start; row < end; row++) {
        for (let j = 0; j < y.columns; j++) y.values[row * y.stride + j] += biases.values[j];
      }
    },
  };
}

/** The way back through a dense layer, as loops. */
export function affineGradients(round: Rounding): Omit<AffineKernels, 'affine'> {
  const { addRow, multiply } = products(round);
  return {
    affineInputGradients(dy, transposedWeights, dx, start, end) {
      multiply(dy, transposedWeights, dx, start, end);
    },

    affineWeightGradients(x, dy, batchRows, dWeights, start, end) {
      for (let k = start; k < end; k++) {
        clearRow(dWeights, k);
        for (let row = 0; row < batchRows; row++) addRow(x.values[row * x.stride + k], dy, row, dWeights, k);
      }
    },

    affineBiasGradients(dy, batchRows, dBiases) {
      clearRow(dBiases, 0);
      for (let row = 0; row < batchRows; row++) {
        for (let j = 0; j < dy.columns; j++) dBiases.values[j] += dy.values[row * dy.stride + j];
      }
    },
  };
}

function products(round: Rounding) {
  /** Adds a row of `from`, times `factor`, to a row of `to`. */
  const addRow = (factor: number, from: Matrix, fromRow: number, to: Matrix, toRow: number) => {
    if (factor === 0) return;
    const { columns, values: sums } = to;
    const { values: terms } = from;
    const source = fromRow * from.stride;
    const target = toRow * to.stride;
    for (let j = 0; j < columns; j++) sums[target + j] += round(factor * terms[source + j]);
  };

  /** Rows of `y` = x·w. */
  const multiply = (x: Matrix, w: Matrix, y: Matrix, start: number, end: number) => {
    for (let row = start; row < end; row++) {
      clearRow(y, row);
      for (let k = 0; k < x.columns; k++) addRow(x.values[row * x.stride + k], w, k, y, row);
    }
  };

  return { addRow, multiply };
}

function clearRow({ values, stride, columns }: Matrix, row: number): void {
  values.fill(0, row * stride, row * stride + columns);
}
