import type { AffineKernels } from '../kernels';
import type { Rounding } from './rounding';

/**
 * The dense layer's matrix products, as loops. Half the numbers that go into a layer are 0, black pixels and neurons
 * that are off: they are skipped, which changes no bit of a sum of finite numbers.
 */
export function affine(round: Rounding): AffineKernels {
  return {
    affine(x, weights, biases, y, start, end) {
      const inputs = x.columns;
      const outputs = y.columns;
      const w = weights.values;
      const b = biases.values;
      const out = y.values;
      for (let row = start; row < end; row++) {
        const to = row * outputs;
        out.fill(0, to, to + outputs);
        for (let k = 0; k < inputs; k++) {
          const xk = x.values[row * inputs + k];
          if (xk === 0) continue;
          const from = k * outputs;
          for (let j = 0; j < outputs; j++) out[to + j] += round(xk * w[from + j]);
        }
        for (let j = 0; j < outputs; j++) out[to + j] += b[j];
      }
    },

    affineInputGradients(dy, weights, dx, start, end) {
      const inputs = dx.columns;
      const outputs = dy.columns;
      const w = weights.values;
      for (let row = start; row < end; row++) {
        const from = row * outputs;
        for (let k = 0; k < inputs; k++) {
          let sum = 0;
          for (let j = 0; j < outputs; j++) {
            sum = round(sum + round(dy.values[from + j] * w[k * outputs + j]));
          }
          dx.values[row * inputs + k] = sum;
        }
      }
    },

    affineWeightGradients(x, dy, batchRows, dWeights, start, end) {
      const inputs = x.columns;
      const outputs = dy.columns;
      const dw = dWeights.values;
      dw.fill(0, start * outputs, end * outputs);
      for (let k = start; k < end; k++) {
        const to = k * outputs;
        for (let row = 0; row < batchRows; row++) {
          const xk = x.values[row * inputs + k];
          if (xk === 0) continue;
          const from = row * outputs;
          for (let j = 0; j < outputs; j++) dw[to + j] += round(xk * dy.values[from + j]);
        }
      }
    },

    affineBiasGradients(dy, batchRows, dBiases) {
      const outputs = dy.columns;
      const db = dBiases.values;
      db.fill(0);
      for (let row = 0; row < batchRows; row++) {
        for (let j = 0; j < outputs; j++) db[j] += dy.values[row * outputs + j];
      }
    },
  };
}
