import type { OptimizerKernels } from '../optimizer-kernels';
import type { Rounding } from './rounding';

/** Gradients that are smaller count as 0: their squares would leave the range in which float32 is fast. */
const SMALLEST_GRADIENT = 1e-16;
/** Moments that are smaller count as 0. */
const SMALLEST_MOMENT = 1e-30;

/** What training does with parameters, whatever the optimizer. Storing rounds the last operation. */
export function regularization(
  round: Rounding,
): Pick<OptimizerKernels, 'regularizationLoss' | 'sumOfSquares' | 'addRegularizationGradients' | 'average'> {
  return {
    regularizationLoss({ rows, columns, stride, values }, l1, l2) {
      let absolutes = 0;
      let squares = 0;
      for (let row = 0; row < rows; row++) {
        for (let i = row * stride; i < row * stride + columns; i++) {
          absolutes += Math.abs(values[i]);
          squares += values[i] * values[i];
        }
      }
      return l1 * absolutes + l2 * squares;
    },

    sumOfSquares({ columns, stride, values }, start, end) {
      const sums = [0, 0, 0, 0];
      for (let row = start; row < end; row++) {
        for (let column = 0; column < columns; column++) {
          const value = values[row * stride + column];
          sums[column % 4] += value * value;
        }
      }
      return sums[0] + sums[1] + (sums[2] + sums[3]);
    },

    addRegularizationGradients(w, g, l1, l2, start, end) {
      const linear = round(l1);
      const double = round(2 * l2);
      for (let i = start * w.stride; i < end * w.stride; i++) {
        const value = w.values[i];
        if (l1 > 0) g.values[i] += value < 0 ? -linear : linear;
        if (l2 > 0) g.values[i] += round(double * value);
      }
    },

    average(averages, w, take, start, end) {
      const share = round(take);
      for (let i = start * w.stride; i < end * w.stride; i++) {
        averages.values[i] -= round(share * round(averages.values[i] - w.values[i]));
      }
    },
  };
}

export function sgd(round: Rounding): Pick<OptimizerKernels, 'sgd' | 'sgdMomentum'> {
  return {
    sgd(w, g, learningRate, start, end) {
      const rate = round(learningRate);
      for (let i = start * w.stride; i < end * w.stride; i++) w.values[i] -= round(rate * g.values[i]);
    },

    sgdMomentum(w, g, updates, learningRate, momentum, nesterov, start, end) {
      const rate = round(learningRate);
      const mu = round(momentum);
      for (let i = start * w.stride; i < end * w.stride; i++) {
        const step = round(rate * g.values[i]);
        const update = round(round(mu * updates.values[i]) - step);
        updates.values[i] = update;
        w.values[i] += nesterov ? round(round(mu * update) - step) : update;
      }
    },
  };
}

export function adagrad(round: Rounding): Pick<OptimizerKernels, 'adagrad'> {
  const { flushGradient, squareRoot } = arithmetic(round);
  return {
    adagrad(w, g, cache, learningRate, epsilon, start, end) {
      const rate = round(learningRate);
      const eps = round(epsilon);
      for (let i = start * w.stride; i < end * w.stride; i++) {
        const gradient = flushGradient(g.values[i]);
        const c = round(cache.values[i] + round(gradient * gradient));
        cache.values[i] = c;
        w.values[i] -= round(round(rate * gradient) / round(squareRoot(c) + eps));
      }
    },
  };
}

export function rmsprop(round: Rounding): Pick<OptimizerKernels, 'rmsprop'> {
  const { flushGradient, flush, squareRoot } = arithmetic(round);
  return {
    rmsprop(w, g, cache, learningRate, rho, epsilon, start, end) {
      const rate = round(learningRate);
      const eps = round(epsilon);
      const keep = round(rho);
      const take = round(1 - rho);
      for (let i = start * w.stride; i < end * w.stride; i++) {
        const gradient = flushGradient(g.values[i]);
        const c = flush(round(round(keep * cache.values[i]) + round(take * round(gradient * gradient))));
        cache.values[i] = c;
        w.values[i] -= round(round(rate * gradient) / round(squareRoot(c) + eps));
      }
    },
  };
}

export function adam(round: Rounding): Pick<OptimizerKernels, 'adam'> {
  const { flushGradient, flush, squareRoot } = arithmetic(round);
  return {
    adam(w, g, momentums, cache, step, start, end) {
      const stepSize = round(step.stepSize);
      const cacheScale = round(step.cacheScale);
      const eps = round(step.epsilon);
      const keep1 = round(step.beta1);
      const take1 = round(1 - step.beta1);
      const keep2 = round(step.beta2);
      const take2 = round(1 - step.beta2);
      for (let i = start * w.stride; i < end * w.stride; i++) {
        const gradient = flushGradient(g.values[i]);
        const m = flush(round(round(keep1 * momentums.values[i]) + round(take1 * gradient)));
        const c = flush(round(round(keep2 * cache.values[i]) + round(take2 * round(gradient * gradient))));
        momentums.values[i] = m;
        cache.values[i] = c;
        w.values[i] -= round(round(stepSize * m) / round(round(squareRoot(c) * cacheScale) + eps));
      }
    },
  };
}

/** What optimizers with a cache of squares calculate with. */
function arithmetic(round: Rounding) {
  const [smallestGradient, smallestMoment] = [round(SMALLEST_GRADIENT), round(SMALLEST_MOMENT)];
  return {
    flushGradient: (g: number) => (Math.abs(g) < smallestGradient ? 0 : g),
    flush: (x: number) => (Math.abs(x) < smallestMoment ? 0 : x),
    squareRoot: (x: number) => round(Math.sqrt(x)),
  };
}
