import type { AccuracyKernels } from '../accuracy-kernels';
import { rowAt, strideOf } from './address';
import type { Exports } from './compiled.generated';

/** Comparisons of predictions with what they should be. */
export function accuracies(wasm: Exports): AccuracyKernels {
  return {
    categoricalMatches(predictions, classes, matches, start, end) {
      const wanted = classes.byteOffset + 4 * start;
      const to = matches.byteOffset + 8 * start;
      const { columns } = predictions;
      wasm.categoricalMatches(
        rowAt(predictions, start),
        strideOf(predictions),
        columns,
        wanted,
        to,
        end - start,
      );
    },

    binaryMatches(predictions, targets, matches, start, end) {
      const [from, wanted] = [rowAt(predictions, start), rowAt(targets, start)];
      const to = matches.byteOffset + 8 * start;
      wasm.binaryMatches(from, wanted, strideOf(predictions), predictions.columns, to, end - start);
    },

    regressionMatches(predictions, targets, precision, matches, start, end) {
      const [from, wanted] = [rowAt(predictions, start), rowAt(targets, start)];
      const to = matches.byteOffset + 8 * start;
      const { columns } = predictions;
      wasm.regressionMatches(from, wanted, strideOf(predictions), columns, precision, to, end - start);
    },
  };
}
