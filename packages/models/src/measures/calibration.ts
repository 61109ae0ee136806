import type { Tensor } from '@fmnist/core';

const BINS = 15;
/** The smallest probability that is told from 0. */
const LEAST = 1e-12;

/** Predictions that were as sure as each other, or nearly so. */
export interface CalibrationBin {
  readonly count: number;
  /** The mean of their largest probabilities. */
  readonly confidence: number;
  /** The share of them that is right. */
  readonly accuracy: number;
}

/**
 * Predictions by how sure they are, in fifteen bins of equal width, those that are empty left out (Guo, Pleiss, Sun &
 * Weinberger 2017, section 2).
 * @param probabilities [n, classes]
 * @param labels n class indices
 */
export function calibrationBins(
  { data, shape: [rows, classes] }: Tensor,
  labels: Uint8Array,
): CalibrationBin[] {
  const bins = Array.from({ length: BINS }, () => ({ count: 0, confidence: 0, right: 0 }));
  for (let row = 0; row < rows; row++) {
    const probabilities = data.subarray(row * classes, (row + 1) * classes);
    const confidence = Math.max(...probabilities);
    const bin = bins[Math.min(BINS - 1, Math.floor(confidence * BINS))];
    bin.count++;
    bin.confidence += confidence;
    if (probabilities.indexOf(confidence) === labels[row]) bin.right++;
  }
  return bins
    .filter(({ count }) => count > 0)
    .map(({ count, confidence, right }) => ({
      count,
      confidence: confidence / count,
      accuracy: right / count,
    }));
}

/** The expected calibration error: how far confidence and accuracy are apart, on average over the predictions. */
export function calibrationError(bins: readonly CalibrationBin[]): number {
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  return bins.reduce(
    (sum, { count, confidence, accuracy }) => sum + (count / total) * Math.abs(confidence - accuracy),
    0,
  );
}

/**
 * The temperature T with which softmax(logits / T) has the smallest mean cross-entropy (Guo et al. 2017, section 4.2): above
 * 1 for a network that is too sure of itself, below 1 for one that is not sure enough. Found by golden-section search on a
 * logarithmic scale from 1/8 to 8.
 * @param probabilities [n, classes] of samples that the network was not trained on
 * @param labels n class indices
 */
export function fitTemperature(probabilities: Tensor, labels: Uint8Array): number {
  const golden = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [-Math.log(8), Math.log(8)];
  while (high - low > 1e-4) {
    const left = high - golden * (high - low);
    const right = low + golden * (high - low);
    if (
      crossEntropyAt(probabilities, labels, Math.exp(left)) <
      crossEntropyAt(probabilities, labels, Math.exp(right))
    ) {
      high = right;
    } else {
      low = left;
    }
  }
  return Math.exp((low + high) / 2);
}

/** The mean cross-entropy of softmax(logits / T); ln p are logits as good as those it was made of. */
function crossEntropyAt(
  { data, shape: [rows, classes] }: Tensor,
  labels: Uint8Array,
  temperature: number,
): number {
  let sum = 0;
  for (let row = 0; row < rows; row++) {
    let exponentials = 0;
    let own = 0;
    for (let c = 0; c < classes; c++) {
      const logit = Math.log(Math.max(LEAST, data[row * classes + c])) / temperature;
      exponentials += Math.exp(logit);
      if (c === labels[row]) own = logit;
    }
    sum += Math.log(exponentials) - own;
  }
  return sum / rows;
}
