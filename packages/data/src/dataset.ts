import { RandomStream, Tensor, UserError } from '@fmnist/core';

/** Pictures and what they show. */
export interface Dataset {
  /** uint8 [n, height, width]: 0 is black. */
  readonly images: Tensor;
  /** The class of each picture: an index into `classNames`. */
  readonly labels: Uint8Array;
  readonly classNames: readonly string[];
}

/** The pictures at `indices`, in that order, as a copy. */
export function pickFromDataset(dataset: Dataset, indices: Uint32Array): Dataset {
  const { images, labels, classNames } = dataset;
  const [, height, width] = images.shape;
  const size = height * width;
  const pixels = new Uint8Array(indices.length * size);
  indices.forEach((index, row) => {
    pixels.set(images.data.subarray(index * size, (index + 1) * size), row * size);
  });
  return {
    images: new Tensor(pixels, [indices.length, height, width]),
    labels: Uint8Array.from(indices, (index) => labels[index]),
    classNames,
  };
}

/** The same pictures in an order that the seed decides. */
export function shuffleDataset(dataset: Dataset, seed: number): Dataset {
  return pickFromDataset(
    dataset,
    new RandomStream(seed, 'shuffle dataset').permutation(dataset.labels.length),
  );
}

/**
 * Two data sets that share no picture and together hold all: of each class `fraction` of its pictures, rounded, and the
 * rest. The seed decides which, and in what order.
 * @throws UserError where the fraction is not between 0 and 1.
 */
export function splitDataset(dataset: Dataset, fraction: number, seed: number): [Dataset, Dataset] {
  if (!(fraction >= 0 && fraction <= 1)) {
    throw new UserError(`A data set is split at a fraction from 0 to 1, got ${fraction}`);
  }
  const { labels, classNames } = dataset;
  const counts = new Array<number>(classNames.length).fill(0);
  for (const label of labels) counts[label]++;
  const wanted = counts.map((count) => Math.round(count * fraction));
  const order = new RandomStream(seed, 'split dataset').permutation(labels.length);
  const isInFirst = Array.from(order, (index) => wanted[labels[index]]-- > 0);
  const part = (first: boolean) => order.filter((_, place) => isInFirst[place] === first);
  return [pickFromDataset(dataset, part(true)), pickFromDataset(dataset, part(false))];
}
