import type { ActivationKernels } from '../activation-kernels';
import { rowAt, spanOf, strideOf } from './address';
import type { Exports } from './compiled/exports.generated';

/** What every network needs, element by element. */
export function activations(wasm: Exports): Pick<ActivationKernels, 'rescale' | 'relu' | 'add' | 'copy'> {
  return {
    rescale(x, scale, offset, y, start, end) {
      wasm.rescale(rowAt(x, start), scale, offset, rowAt(y, start), spanOf(x, start, end));
    },

    relu(x, y, start, end) {
      wasm.relu(rowAt(x, start), rowAt(y, start), spanOf(x, start, end));
    },

    add(a, b, y, start, end) {
      wasm.addElements(rowAt(a, start), rowAt(b, start), rowAt(y, start), spanOf(a, start, end));
    },

    copy(x, y, start, end) {
      wasm.copy(rowAt(x, start), rowAt(y, start), 4 * spanOf(x, start, end));
    },
  };
}

export function softmax(wasm: Exports): Pick<ActivationKernels, 'softmax'> {
  return {
    softmax(x, y, start, end) {
      wasm.softmax(rowAt(x, start), rowAt(y, start), strideOf(x), x.columns, end - start);
    },
  };
}

export function leakyRelu(wasm: Exports): Pick<ActivationKernels, 'leakyRelu' | 'leakyReluGradients'> {
  return {
    leakyRelu(x, slope, y, start, end) {
      wasm.leakyRelu(rowAt(x, start), slope, rowAt(y, start), spanOf(x, start, end));
    },

    leakyReluGradients(x, slope, dy, dx, start, end) {
      const span = spanOf(x, start, end);
      wasm.leakyReluGradients(rowAt(x, start), slope, rowAt(dy, start), rowAt(dx, start), span);
    },
  };
}

export function sigmoid(wasm: Exports): Pick<ActivationKernels, 'sigmoid' | 'sigmoidGradients'> {
  return {
    sigmoid(x, y, start, end) {
      wasm.sigmoid(rowAt(x, start), rowAt(y, start), spanOf(x, start, end));
    },

    sigmoidGradients(y, dy, dx, start, end) {
      wasm.sigmoidGradients(rowAt(y, start), rowAt(dy, start), rowAt(dx, start), spanOf(y, start, end));
    },
  };
}

export function tanh(wasm: Exports): Pick<ActivationKernels, 'tanh' | 'tanhGradients'> {
  return {
    tanh(x, y, start, end) {
      wasm.tanh(rowAt(x, start), rowAt(y, start), spanOf(x, start, end));
    },

    tanhGradients(y, dy, dx, start, end) {
      wasm.tanhGradients(rowAt(y, start), rowAt(dy, start), rowAt(dx, start), spanOf(y, start, end));
    },
  };
}

/** What goes back through the layers that nearly every network has, and through dropout. */
export function activationGradients(
  wasm: Exports,
): Pick<ActivationKernels, 'reluGradients' | 'softmaxGradients' | 'multiply'> {
  return {
    reluGradients(y, dy, dx, start, end) {
      wasm.reluGradients(rowAt(y, start), rowAt(dy, start), rowAt(dx, start), spanOf(y, start, end));
    },

    softmaxGradients(y, dy, dx, start, end) {
      const [from, to] = [rowAt(dy, start), rowAt(dx, start)];
      wasm.softmaxGradients(rowAt(y, start), from, to, strideOf(y), y.columns, end - start);
    },

    multiply(x, mask, y, start, end) {
      wasm.multiply(rowAt(x, start), rowAt(mask, start), rowAt(y, start), spanOf(x, start, end));
    },
  };
}
