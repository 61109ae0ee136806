import type { AccuracyKernels } from '../accuracy-kernels';
import { rowAt, strideOf } from './address';
import type { Exports } from './compiled/exports.generated';

export function categoricalAccuracy(wasm: Exports): Pick<AccuracyKernels, 'categoricalMatches'> {
  return {
    categoricalMatches(predictions, classes, matches, start, end) {
      const [from, wanted] = [rowAt(predictions, start), classes.byteOffset + 4 * start];
      const to = matches.byteOffset + 8 * start;
      wasm.categoricalMatches(from, strideOf(predictions), predictions.columns, wanted, to, end - start);
    },
  };
}

export function binaryAccuracy(wasm: Exports): Pick<AccuracyKernels, 'binaryMatches'> {
  return {
    binaryMatches(predictions, targets, matches, start, end) {
      const [from, wanted] = [rowAt(predictions, start), rowAt(targets, start)];
      const to = matches.byteOffset + 8 * start;
      wasm.binaryMatches(from, wanted, strideOf(predictions), predictions.columns, to, end - start);
    },
  };
}

export function regressionAccuracy(wasm: Exports): Pick<AccuracyKernels, 'regressionMatches'> {
  return {
    regressionMatches(predictions, targets, precision, matches, start, end) {
      const [from, wanted] = [rowAt(predictions, start), rowAt(targets, start)];
      const to = matches.byteOffset + 8 * start;
      const { columns } = predictions;
      wasm.regressionMatches(from, wanted, strideOf(predictions), columns, precision, to, end - start);
    },
  };
}
