import { exp } from '../../elementary/exp';
import { tanh as tanhOf } from '../../elementary/tanh';
import type { ActivationKernels } from '../activation-kernels';
import type { Matrix } from '../kernels';
import type { Rounding } from './rounding';

/** What every network needs, element by element. */
export function activations(round: Rounding): Pick<ActivationKernels, 'rescale' | 'relu' | 'add' | 'copy'> {
  return {
    rescale(x, scale, offset, y, start, end) {
      const s = round(scale);
      const o = round(offset);
      map(x, y, start, end, (v) => round(v * s) + o);
    },

    relu(x, y, start, end) {
      map(x, y, start, end, (v) => Math.max(v, 0));
    },

    add(a, b, y, start, end) {
      zip(a, b, y, start, end, (v, w) => v + w);
    },

    copy(x, y, start, end) {
      const { stride } = x;
      y.values.set(x.values.subarray(start * stride, end * stride), start * stride);
    },
  };
}

export function softmax(round: Rounding): Pick<ActivationKernels, 'softmax'> {
  return {
    softmax(x, y, start, end) {
      const { columns, stride } = x;
      for (let row = start; row < end; row++) {
        const from = row * stride;
        let largest = x.values[from];
        for (let j = 1; j < columns; j++) {
          if (x.values[from + j] > largest) largest = x.values[from + j];
        }
        let sum = 0;
        for (let j = 0; j < columns; j++) {
          y.values[from + j] = exp(round(x.values[from + j] - largest));
          sum += y.values[from + j];
        }
        for (let j = 0; j < columns; j++) y.values[from + j] /= sum;
      }
    },
  };
}

export function leakyRelu(round: Rounding): Pick<ActivationKernels, 'leakyRelu' | 'leakyReluGradients'> {
  return {
    leakyRelu(x, slope, y, start, end) {
      const s = round(slope);
      map(x, y, start, end, (v) => (v > 0 ? v : s * v));
    },

    leakyReluGradients(x, slope, dy, dx, start, end) {
      const s = round(slope);
      zip(x, dy, dx, start, end, (v, d) => (v > 0 ? d : s * d));
    },
  };
}

export function sigmoid(round: Rounding): Pick<ActivationKernels, 'sigmoid' | 'sigmoidGradients'> {
  return {
    sigmoid(x, y, start, end) {
      map(x, y, start, end, (v) => 1 / (1 + exp(-v)));
    },

    sigmoidGradients(y, dy, dx, start, end) {
      zip(y, dy, dx, start, end, (v, d) => round(d * round(1 - v)) * v);
    },
  };
}

export function tanh(round: Rounding): Pick<ActivationKernels, 'tanh' | 'tanhGradients'> {
  return {
    tanh(x, y, start, end) {
      map(x, y, start, end, tanhOf);
    },

    tanhGradients(y, dy, dx, start, end) {
      zip(y, dy, dx, start, end, (v, d) => d * round(1 - round(v * v)));
    },
  };
}

/** What goes back through the layers that nearly every network has, and through dropout. */
export function activationGradients(
  round: Rounding,
): Pick<ActivationKernels, 'reluGradients' | 'softmaxGradients' | 'multiply'> {
  return {
    reluGradients(y, dy, dx, start, end) {
      zip(y, dy, dx, start, end, (v, d) => (v > 0 ? d : 0));
    },

    softmaxGradients(y, dy, dx, start, end) {
      const { columns, stride } = y;
      for (let row = start; row < end; row++) {
        const from = row * stride;
        let sum = 0;
        for (let j = 0; j < columns; j++) sum += dy.values[from + j] * y.values[from + j];
        const mean = round(sum);
        for (let j = 0; j < columns; j++) {
          dx.values[from + j] = y.values[from + j] * round(dy.values[from + j] - mean);
        }
      }
    },

    multiply(x, mask, y, start, end) {
      zip(x, mask, y, start, end, (v, m) => v * m);
    },
  };
}

/** y = f(x) for rows `start` to `end`. Storing rounds the last operation. */
function map(x: Matrix, y: Matrix, start: number, end: number, f: (x: number) => number): void {
  for (let i = start * x.stride; i < end * x.stride; i++) y.values[i] = f(x.values[i]);
}

/** y = f(a, b) for rows `start` to `end`. Storing rounds the last operation. */
function zip(
  a: Matrix,
  b: Matrix,
  y: Matrix,
  start: number,
  end: number,
  f: (a: number, b: number) => number,
): void {
  for (let i = start * a.stride; i < end * a.stride; i++) y.values[i] = f(a.values[i], b.values[i]);
}
