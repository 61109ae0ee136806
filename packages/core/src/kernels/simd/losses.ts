import type { Matrix } from '../kernels';
import type { LossKernels } from '../loss-kernels';
import { rowAt, strideOf } from './address';
import type { Exports } from './compiled.generated';

type GradientsOfClasses = (
  predictions: number,
  classes: number,
  labelSmoothing: number,
  divisor: number,
  gradients: number,
  stride: number,
  columns: number,
  count: number,
) => void;

type LossOfValues = (
  predictions: number,
  targets: number,
  stride: number,
  columns: number,
  losses: number,
  count: number,
) => void;

type GradientsOfValues = (
  predictions: number,
  targets: number,
  divisor: number,
  gradients: number,
  stride: number,
  columns: number,
  count: number,
) => void;

/** Losses of each row and their derivatives. */
export function losses(wasm: Exports): LossKernels {
  const gradientsOfClasses =
    (kernel: GradientsOfClasses) =>
    (
      predictions: Matrix,
      classes: Int32Array,
      labelSmoothing: number,
      batchRows: number,
      gradients: Matrix,
      start: number,
      end: number,
    ) => {
      const { columns } = predictions;
      const [from, right, to] = [
        rowAt(predictions, start),
        addressOf(classes, start),
        rowAt(gradients, start),
      ];
      kernel(from, right, labelSmoothing, batchRows, to, strideOf(predictions), columns, end - start);
    };

  const lossOf =
    (kernel: LossOfValues) =>
    (predictions: Matrix, targets: Matrix, losses: Float64Array, start: number, end: number) => {
      const [from, wanted, to] = [rowAt(predictions, start), rowAt(targets, start), addressOf(losses, start)];
      kernel(from, wanted, strideOf(predictions), predictions.columns, to, end - start);
    };

  const gradientsOf =
    (kernel: GradientsOfValues) =>
    (
      predictions: Matrix,
      targets: Matrix,
      batchRows: number,
      gradients: Matrix,
      start: number,
      end: number,
    ) => {
      const { columns } = predictions;
      const [from, wanted, to] = [rowAt(predictions, start), rowAt(targets, start), rowAt(gradients, start)];
      kernel(from, wanted, columns * batchRows, to, strideOf(predictions), columns, end - start);
    };

  return {
    categoricalCrossEntropy(predictions, classes, labelSmoothing, losses, start, end) {
      wasm.categoricalCrossEntropy(
        rowAt(predictions, start),
        addressOf(classes, start),
        labelSmoothing,
        addressOf(losses, start),
        strideOf(predictions),
        predictions.columns,
        end - start,
      );
    },

    categoricalCrossEntropyGradients: gradientsOfClasses(wasm.categoricalCrossEntropyGradients),
    softmaxCrossEntropyGradients: gradientsOfClasses(wasm.softmaxCrossEntropyGradients),
    binaryCrossEntropy: lossOf(wasm.binaryCrossEntropy),
    binaryCrossEntropyGradients: gradientsOf(wasm.binaryCrossEntropyGradients),
    meanSquaredError: lossOf(wasm.meanSquaredError),
    meanSquaredErrorGradients: gradientsOf(wasm.meanSquaredErrorGradients),
    meanAbsoluteError: lossOf(wasm.meanAbsoluteError),
    meanAbsoluteErrorGradients: gradientsOf(wasm.meanAbsoluteErrorGradients),
  };
}

function addressOf(values: Int32Array | Float64Array, index: number): number {
  return values.byteOffset + index * values.BYTES_PER_ELEMENT;
}
