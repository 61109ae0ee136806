import type { LossKernels } from '../loss-kernels';
import { rowAt, strideOf } from './address';
import type { Exports } from './compiled/exports.generated';

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

export function categoricalCrossEntropy(
  wasm: Exports,
): Pick<
  LossKernels,
  'categoricalCrossEntropy' | 'categoricalCrossEntropyGradients' | 'softmaxCrossEntropyGradients'
> {
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
  };
}

export function binaryCrossEntropy(
  wasm: Exports,
): Pick<LossKernels, 'binaryCrossEntropy' | 'binaryCrossEntropyGradients'> {
  return {
    binaryCrossEntropy: lossOf(wasm.binaryCrossEntropy),
    binaryCrossEntropyGradients: gradientsOf(wasm.binaryCrossEntropyGradients),
  };
}

export function meanSquaredError(
  wasm: Exports,
): Pick<LossKernels, 'meanSquaredError' | 'meanSquaredErrorGradients'> {
  return {
    meanSquaredError: lossOf(wasm.meanSquaredError),
    meanSquaredErrorGradients: gradientsOf(wasm.meanSquaredErrorGradients),
  };
}

export function meanAbsoluteError(
  wasm: Exports,
): Pick<LossKernels, 'meanAbsoluteError' | 'meanAbsoluteErrorGradients'> {
  return {
    meanAbsoluteError: lossOf(wasm.meanAbsoluteError),
    meanAbsoluteErrorGradients: gradientsOf(wasm.meanAbsoluteErrorGradients),
  };
}

function gradientsOfClasses(kernel: GradientsOfClasses): LossKernels['softmaxCrossEntropyGradients'] {
  return (predictions, classes, labelSmoothing, batchRows, gradients, start, end) => {
    const { columns } = predictions;
    const [from, right, to] = [rowAt(predictions, start), addressOf(classes, start), rowAt(gradients, start)];
    kernel(from, right, labelSmoothing, batchRows, to, strideOf(predictions), columns, end - start);
  };
}

function lossOf(kernel: LossOfValues): LossKernels['meanSquaredError'] {
  return (predictions, targets, losses, start, end) => {
    const [from, wanted, to] = [rowAt(predictions, start), rowAt(targets, start), addressOf(losses, start)];
    kernel(from, wanted, strideOf(predictions), predictions.columns, to, end - start);
  };
}

function gradientsOf(kernel: GradientsOfValues): LossKernels['meanSquaredErrorGradients'] {
  return (predictions, targets, batchRows, gradients, start, end) => {
    const { columns } = predictions;
    const [from, wanted, to] = [rowAt(predictions, start), rowAt(targets, start), rowAt(gradients, start)];
    kernel(from, wanted, columns * batchRows, to, strideOf(predictions), columns, end - start);
  };
}

function addressOf(values: Int32Array | Float64Array, index: number): number {
  return values.byteOffset + index * values.BYTES_PER_ELEMENT;
}
