import type { AffineKernels } from '../affine-kernels';
import type { Matrix } from '../kernels';
import { rowAt, strideOf, vectorsOf } from './address';
import type { Exports } from './compiled.generated';

/** The dense layer's products. @param scratch where `wasm.scratchBytes()` bytes are free to use */
export function affine(wasm: Exports, scratch: number): AffineKernels {
  const multiply = (x: Matrix, w: Matrix, y: Matrix, start: number, end: number) => {
    const from = rowAt(x, start);
    const to = rowAt(y, start);
    wasm.multiplyRows(
      from,
      strideOf(x),
      x.columns,
      rowAt(w, 0),
      strideOf(w),
      to,
      strideOf(y),
      vectorsOf(y),
      end - start,
      scratch,
    );
  };

  return {
    affine(x, weights, biases, y, start, end) {
      multiply(x, weights, y, start, end);
      wasm.addBiases(rowAt(y, start), strideOf(y), rowAt(biases, 0), vectorsOf(y), end - start);
    },

    affineInputGradients(dy, transposedWeights, dx, start, end) {
      multiply(dy, transposedWeights, dx, start, end);
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
