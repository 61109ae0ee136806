import type { OptimizerKernels } from '../optimizer-kernels';
import { rowAt, spanOf, strideOf } from './address';
import type { Exports } from './compiled/exports.generated';

/** What training does with parameters, whatever the optimizer. Numbers round to float32 on their way into the functions. */
export function regularization(
  wasm: Exports,
): Pick<OptimizerKernels, 'regularizationLoss' | 'sumOfSquares' | 'addRegularizationGradients' | 'average'> {
  return {
    regularizationLoss(w, l1, l2) {
      return wasm.regularizationLoss(rowAt(w, 0), strideOf(w), w.columns, w.rows, l1, l2);
    },

    sumOfSquares(g, start, end) {
      return wasm.sumOfSquares(rowAt(g, start), strideOf(g), g.columns, end - start);
    },

    addRegularizationGradients(w, g, l1, l2, start, end) {
      const span = spanOf(w, start, end);
      if (l1 > 0) wasm.addL1Gradients(rowAt(w, start), rowAt(g, start), l1, span);
      if (l2 > 0) wasm.addL2Gradients(rowAt(w, start), rowAt(g, start), 2 * l2, span);
    },

    average(averages, w, take, start, end) {
      wasm.average(rowAt(averages, start), rowAt(w, start), take, spanOf(w, start, end));
    },
  };
}

export function sgd(wasm: Exports): Pick<OptimizerKernels, 'sgd' | 'sgdMomentum'> {
  return {
    sgd(w, g, learningRate, start, end) {
      wasm.sgd(rowAt(w, start), rowAt(g, start), learningRate, spanOf(w, start, end));
    },

    sgdMomentum(w, g, updates, learningRate, momentum, nesterov, start, end) {
      wasm.sgdMomentum(
        rowAt(w, start),
        rowAt(g, start),
        rowAt(updates, start),
        learningRate,
        momentum,
        nesterov,
        spanOf(w, start, end),
      );
    },
  };
}

export function adagrad(wasm: Exports): Pick<OptimizerKernels, 'adagrad'> {
  return {
    adagrad(w, g, cache, learningRate, epsilon, start, end) {
      const [weights, gradients, squares] = [rowAt(w, start), rowAt(g, start), rowAt(cache, start)];
      wasm.adagrad(weights, gradients, squares, learningRate, epsilon, spanOf(w, start, end));
    },
  };
}

export function rmsprop(wasm: Exports): Pick<OptimizerKernels, 'rmsprop'> {
  return {
    rmsprop(w, g, cache, learningRate, rho, epsilon, start, end) {
      wasm.rmsprop(
        rowAt(w, start),
        rowAt(g, start),
        rowAt(cache, start),
        learningRate,
        rho,
        1 - rho,
        epsilon,
        spanOf(w, start, end),
      );
    },
  };
}

export function adam(wasm: Exports): Pick<OptimizerKernels, 'adam'> {
  return {
    adam(w, g, momentums, cache, { stepSize, cacheScale, beta1, beta2, epsilon }, start, end) {
      wasm.adam(
        rowAt(w, start),
        rowAt(g, start),
        rowAt(momentums, start),
        rowAt(cache, start),
        stepSize,
        cacheScale,
        beta1,
        1 - beta1,
        beta2,
        1 - beta2,
        epsilon,
        spanOf(w, start, end),
      );
    },
  };
}
