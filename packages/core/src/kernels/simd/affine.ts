import type { AffineKernels } from '../affine-kernels';
import type { Matrix } from '../kernels';
import { rowAt, strideOf, vectorsOf } from './address';
import type { Exports } from './compiled/exports.generated';

/** The dense layer's product. @param scratch where `wasm.scratchBytes()` bytes are free to use */
export function affine(wasm: Exports, scratch: number): Pick<AffineKernels, 'affine'> {
  return {
    affine(x, weights, biases, y, start, end) {
      multiply(wasm, scratch, x, weights, y, start, end);
      wasm.addBiases(rowAt(y, start), strideOf(y), rowAt(biases, 0), vectorsOf(y), end - start);
    },
  };
}

/** The way back through a dense layer. @param scratch where `wasm.scratchBytes()` bytes are free to use */
export function affineGradients(wasm: Exports, scratch: number): Omit<AffineKernels, 'affine'> {
  return {
    affineInputGradients(dy, transposedWeights, dx, start, end) {
      multiply(wasm, scratch, dy, transposedWeights, dx, start, end);
    },

    affineWeightGradients(x, dy, batchRows, dWeights, start, end) {
      wasm.multiplyColumns(
        rowAt(x, 0) + 4 * start,
        strideOf(x),
        batchRows,
        rowAt(dy, 0),
        strideOf(dy),
        rowAt(dWeights, start),
        strideOf(dWeights),
        vectorsOf(dy),
        end - start,
        scratch,
      );
    },

    affineBiasGradients(dy, batchRows, dBiases) {
      wasm.sumRows(rowAt(dy, 0), strideOf(dy), rowAt(dBiases, 0), vectorsOf(dy), batchRows);
    },
  };
}

/** Rows of `y` = x·w. */
function multiply(
  wasm: Exports,
  scratch: number,
  x: Matrix,
  w: Matrix,
  y: Matrix,
  start: number,
  end: number,
): void {
  wasm.multiplyRows(
    rowAt(x, start),
    strideOf(x),
    x.columns,
    rowAt(w, 0),
    strideOf(w),
    rowAt(y, start),
    strideOf(y),
    vectorsOf(y),
    end - start,
    scratch,
  );
}
