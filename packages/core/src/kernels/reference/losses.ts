import { log } from '../../elementary/log';
import type { LossKernels } from '../loss-kernels';
import type { Rounding } from './rounding';

const SMALLEST = 1e-7;
const LARGEST = 1 - 1e-7;

/** Keeps a probability away from 0 and 1, where the logarithm has no finite value. NaN stays NaN. */
function clip(p: number): number {
  return Math.min(Math.max(p, SMALLEST), LARGEST);
}

/** What the probabilities of the right class and of each other should be. */
function smoothedTargets(labelSmoothing: number, columns: number): { right: number; wrong: number } {
  const wrong = labelSmoothing / columns;
  return { right: 1 - labelSmoothing + wrong, wrong };
}

export function categoricalCrossEntropy(
  round: Rounding,
): Pick<
  LossKernels,
  'categoricalCrossEntropy' | 'categoricalCrossEntropyGradients' | 'softmaxCrossEntropyGradients'
> {
  return {
    categoricalCrossEntropy(predictions, classes, labelSmoothing, losses, start, end) {
      const { columns, stride, values } = predictions;
      const { right, wrong } = smoothedTargets(labelSmoothing, columns);
      for (let row = start; row < end; row++) {
        let sum = 0;
        for (let j = 0; j < columns; j++) {
          const t = j === classes[row] ? right : wrong;
          if (t > 0) sum -= t * log(clip(values[row * stride + j]));
        }
        losses[row] = sum;
      }
    },

    categoricalCrossEntropyGradients(predictions, classes, labelSmoothing, batchRows, gradients, start, end) {
      const { columns, stride, values } = predictions;
      const { right, wrong } = smoothedTargets(labelSmoothing, columns);
      for (let row = start; row < end; row++) {
        for (let j = 0; j < columns; j++) {
          const i = row * stride + j;
          const t = j === classes[row] ? right : wrong;
          gradients.values[i] = t > 0 ? -t / (clip(values[i]) * batchRows) : 0;
        }
      }
    },

    softmaxCrossEntropyGradients(probabilities, classes, labelSmoothing, batchRows, gradients, start, end) {
      const { columns, stride, values } = probabilities;
      const { right, wrong } = smoothedTargets(labelSmoothing, columns);
      for (let row = start; row < end; row++) {
        for (let j = 0; j < columns; j++) {
          const i = row * stride + j;
          gradients.values[i] = round(values[i] - (j === classes[row] ? right : wrong)) / batchRows;
        }
      }
    },
  };
}

export function binaryCrossEntropy(): Pick<
  LossKernels,
  'binaryCrossEntropy' | 'binaryCrossEntropyGradients'
> {
  return {
    binaryCrossEntropy(predictions, targets, losses, start, end) {
      const { columns, stride } = predictions;
      for (let row = start; row < end; row++) {
        let sum = 0;
        for (let i = row * stride; i < row * stride + columns; i++) {
          const p = clip(predictions.values[i]);
          const t = targets.values[i];
          sum -= t * log(p) + (1 - t) * log(1 - p);
        }
        losses[row] = sum / columns;
      }
    },

    binaryCrossEntropyGradients(predictions, targets, batchRows, gradients, start, end) {
      const { columns, stride } = predictions;
      for (let i = start * stride; i < end * stride; i++) {
        const p = clip(predictions.values[i]);
        const t = targets.values[i];
        gradients.values[i] = -(t / p - (1 - t) / (1 - p)) / (columns * batchRows);
      }
    },
  };
}

export function meanSquaredError(): Pick<LossKernels, 'meanSquaredError' | 'meanSquaredErrorGradients'> {
  return {
    meanSquaredError(predictions, targets, losses, start, end) {
      const { columns, stride } = predictions;
      for (let row = start; row < end; row++) {
        let sum = 0;
        for (let i = row * stride; i < row * stride + columns; i++) {
          const difference = targets.values[i] - predictions.values[i];
          sum += difference * difference;
        }
        losses[row] = sum / columns;
      }
    },

    meanSquaredErrorGradients(predictions, targets, batchRows, gradients, start, end) {
      const { columns, stride } = predictions;
      for (let i = start * stride; i < end * stride; i++) {
        gradients.values[i] = (-2 * (targets.values[i] - predictions.values[i])) / (columns * batchRows);
      }
    },
  };
}

export function meanAbsoluteError(): Pick<LossKernels, 'meanAbsoluteError' | 'meanAbsoluteErrorGradients'> {
  return {
    meanAbsoluteError(predictions, targets, losses, start, end) {
      const { columns, stride } = predictions;
      for (let row = start; row < end; row++) {
        let sum = 0;
        for (let i = row * stride; i < row * stride + columns; i++) {
          sum += Math.abs(targets.values[i] - predictions.values[i]);
        }
        losses[row] = sum / columns;
      }
    },

    meanAbsoluteErrorGradients(predictions, targets, batchRows, gradients, start, end) {
      const { columns, stride } = predictions;
      for (let i = start * stride; i < end * stride; i++) {
        const sign = Math.sign(targets.values[i] - predictions.values[i]);
        gradients.values[i] = -sign / (columns * batchRows);
      }
    },
  };
}
