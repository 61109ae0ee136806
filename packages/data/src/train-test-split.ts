import { UserError } from '@fmnist/core';
import { type Dataset, splitDataset } from './dataset';
import type { DataFile } from './fashion-mnist';

/** A data set in two parts: one to train on, one that training never sees. */
export interface TrainTestSplit {
  readonly train: Dataset;
  readonly test: Dataset;
  /** What people call it, as `Fashion-MNIST`. */
  readonly name: string;
  /** Where it came from. */
  readonly source: string;
  /** The IDX files it was read from; none where it was read from pictures. */
  readonly files: readonly DataFile[];
}

/** Which pictures are held back to test with where a data set does not say. */
export interface HoldOut {
  /** How large a share of each class, between 0 and 1. Default 0.2. */
  readonly testShare?: number;
  /** Decides which. Default 0. */
  readonly seed?: number;
}

/**
 * Of each class a share to test with, and the rest to train on.
 * @param name what messages call the data set
 * @throws UserError where there are too few pictures for both.
 */
export function holdOut(
  dataset: Dataset,
  { testShare = 0.2, seed = 0 }: HoldOut,
  name: string,
): Pick<TrainTestSplit, 'train' | 'test'> {
  const [train, test] = splitDataset(dataset, 1 - testShare, seed);
  if (train.labels.length === 0 || test.labels.length === 0) {
    throw new UserError(
      `${name} has too few pictures to hold some back to test with: ${dataset.labels.length} of ${dataset.classNames.length} classes`,
    );
  }
  return { train, test };
}

/** How many pictures there are of each class. */
export function countClasses({ labels, classNames }: Dataset): number[] {
  const counts = new Array<number>(classNames.length).fill(0);
  for (const label of labels) counts[label]++;
  return counts;
}
