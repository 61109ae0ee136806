import { type Tensor, UserError } from '@fmnist/core';

/** How often each class was taken for each: row = what it is, column = what it was taken for. */
export type ConfusionMatrix = readonly (readonly number[])[];

/** How well one class is recognised. */
export interface ClassMeasures {
  readonly label: string;
  /** How many samples are of the class. */
  readonly support: number;
  /** Of those taken for the class, the share that is of it; 0 where none was. */
  readonly precision: number;
  /** Of those of the class, the share that was recognised. */
  readonly recall: number;
  /** The harmonic mean of precision and recall (van Rijsbergen 1979). */
  readonly f1: number;
}

/** The class of the largest probability of each row [n, classes], the first of equals. */
export function predictedClasses({ data, shape: [rows, classes] }: Tensor): Uint8Array {
  return Uint8Array.from({ length: rows }, (_, row) => {
    let best = 0;
    for (let c = 1; c < classes; c++) {
      if (data[row * classes + c] > data[row * classes + best]) best = c;
    }
    return best;
  });
}

/**
 * Counts what was taken for what.
 * @param predicted class indices, as {@link predictedClasses} gives them
 * @param labels class indices, one for each of `predicted`
 * @throws UserError where there are not as many of the one as of the other.
 */
export function confusionMatrix(predicted: Uint8Array, labels: Uint8Array, classes: number): ConfusionMatrix {
  if (predicted.length !== labels.length) {
    throw new UserError(`There are ${predicted.length} predictions, but ${labels.length} labels`);
  }
  const counts = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  labels.forEach((label, row) => {
    counts[label][predicted[row]]++;
  });
  return counts;
}

/** The share of samples that were recognised, from 0 to 1. */
export function accuracyOf(confusion: ConfusionMatrix): number {
  const right = confusion.reduce((sum, row, c) => sum + row[c], 0);
  return right / confusion.flat().reduce((sum, count) => sum + count, 0);
}

/** How well each class is recognised. */
export function measureClasses(confusion: ConfusionMatrix, labels: readonly string[]): ClassMeasures[] {
  return confusion.map((row, c) => {
    const support = row.reduce((sum, count) => sum + count, 0);
    const claimed = confusion.reduce((sum, each) => sum + each[c], 0);
    const precision = claimed === 0 ? 0 : row[c] / claimed;
    const recall = support === 0 ? 0 : row[c] / support;
    const f1 = row[c] === 0 ? 0 : (2 * precision * recall) / (precision + recall);
    return { label: labels[c] ?? String(c), support, precision, recall, f1 };
  });
}
