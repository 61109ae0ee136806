import type { AccuracyKernels } from '../accuracy-kernels';
import type { Matrix } from '../kernels';

export const categoricalAccuracy: Pick<AccuracyKernels, 'categoricalMatches'> = {
  categoricalMatches(predictions, classes, matches, start, end) {
    const { columns, stride, values } = predictions;
    for (let row = start; row < end; row++) {
      const from = row * stride;
      let best = 0;
      for (let j = 1; j < columns; j++) {
        if (values[from + j] > values[from + best]) best = j;
      }
      matches[row] = best === classes[row] ? 1 : 0;
    }
  },
};

export const binaryAccuracy: Pick<AccuracyKernels, 'binaryMatches'> = {
  binaryMatches(predictions, targets, matches, start, end) {
    share(predictions, targets, matches, start, end, (p, t) => p > 0.5 === t > 0.5);
  },
};

export const regressionAccuracy: Pick<AccuracyKernels, 'regressionMatches'> = {
  regressionMatches(predictions, targets, precision, matches, start, end) {
    share(predictions, targets, matches, start, end, (p, t) => Math.abs(p - t) < precision);
  },
};

function share(
  predictions: Matrix,
  targets: Matrix,
  matches: Float64Array,
  start: number,
  end: number,
  isRight: (prediction: number, target: number) => boolean,
): void {
  const { columns, stride } = predictions;
  for (let row = start; row < end; row++) {
    let right = 0;
    for (let i = row * stride; i < row * stride + columns; i++) {
      if (isRight(predictions.values[i], targets.values[i])) right++;
    }
    matches[row] = right / columns;
  }
}
