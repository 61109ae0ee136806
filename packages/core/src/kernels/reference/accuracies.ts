import type { AccuracyKernels, Activations } from '../kernels';

/** Comparisons of predictions with what they should be. */
export const accuracies: AccuracyKernels = {
  categoricalMatches(predictions, classes, matches, start, end) {
    const { columns, values } = predictions;
    for (let row = start; row < end; row++) {
      let best = 0;
      for (let j = 1; j < columns; j++) {
        if (values[row * columns + j] > values[row * columns + best]) best = j;
      }
      matches[row] = best === classes[row] ? 1 : 0;
    }
  },

  binaryMatches(predictions, targets, matches, start, end) {
    share(predictions, targets, matches, start, end, (p, t) => p > 0.5 === t > 0.5);
  },

  regressionMatches(predictions, targets, precision, matches, start, end) {
    share(predictions, targets, matches, start, end, (p, t) => Math.abs(p - t) < precision);
  },
};

function share(
  predictions: Activations,
  targets: Activations,
  matches: Float64Array,
  start: number,
  end: number,
  isRight: (prediction: number, target: number) => boolean,
): void {
  const { columns } = predictions;
  for (let row = start; row < end; row++) {
    let right = 0;
    for (let i = row * columns; i < (row + 1) * columns; i++) {
      if (isRight(predictions.values[i], targets.values[i])) right++;
    }
    matches[row] = right / columns;
  }
}
