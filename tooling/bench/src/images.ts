/** Numbers in an image. */
export const IMAGE_SIZE = 28 * 28;
export const CLASSES = 10;

/** Pictures and their classes. */
export interface Images {
  readonly count: number;
  /** A row of {@link IMAGE_SIZE} bytes each. */
  readonly pixels: Uint8Array;
  readonly labels: Uint8Array;
}

/** The names of the IDX files, decompressed, in the bench's folder. They were verified when they were put there. */
export const dataFiles = {
  train: { images: 'train-images-idx3-ubyte', labels: 'train-labels-idx1-ubyte' },
  test: { images: 't10k-images-idx3-ubyte', labels: 't10k-labels-idx1-ubyte' },
} as const;

const IMAGES_HEADER = 16;
const LABELS_HEADER = 8;

/** The images in two IDX files that are known to be whole: what comes after their headers. */
export function imagesOf(imagesFile: Uint8Array, labelsFile: Uint8Array): Images {
  const pixels = imagesFile.subarray(IMAGES_HEADER);
  return { count: pixels.length / IMAGE_SIZE, pixels, labels: labelsFile.subarray(LABELS_HEADER) };
}

/** The first of some images, or all where there are not as many. */
export function firstOf({ pixels, labels, count }: Images, most: number): Images {
  const kept = Math.min(count, most);
  return { count: kept, pixels: pixels.subarray(0, kept * IMAGE_SIZE), labels: labels.subarray(0, kept) };
}

/** Pixels as floats from 0 to 1. */
export function toFloats(pixels: Uint8Array): Float32Array {
  const floats = new Float32Array(pixels.length);
  for (let i = 0; i < floats.length; i++) floats[i] = pixels[i] / 255;
  return floats;
}

/** The share of images whose highest number is that of their class. */
export function accuracyOf(predictions: ArrayLike<number>, labels: Uint8Array, first = 0): number {
  const images = predictions.length / CLASSES;
  let right = 0;
  for (let image = 0; image < images; image++) {
    if (indexOfMax(predictions, image * CLASSES) === labels[first + image]) right++;
  }
  return right / images;
}

/** The class with the highest number among those from `start` on. */
export function indexOfMax(predictions: ArrayLike<number>, start: number): number {
  let best = 0;
  for (let i = 1; i < CLASSES; i++) if (predictions[start + i] > predictions[start + best]) best = i;
  return best;
}
