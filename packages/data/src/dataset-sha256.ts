import { createHash } from 'node:crypto';
import type { Dataset } from './dataset';
import { encodeIdx } from './idx';
import type { TrainTestSplit } from './train-test-split';

/**
 * The SHA-256, in hexadecimal, of all images and labels: of what the four IDX files hold, one after the other in the
 * order training images, training labels, test images, test labels. What the classes are called does not matter.
 */
export function datasetSha256({ train, test }: Pick<TrainTestSplit, 'train' | 'test'>): string {
  const hash = createHash('sha256');
  for (const { images, labels } of [train, test]) {
    hash.update(encodeIdx({ shape: images.shape, data: bytesOf(images) }));
    hash.update(encodeIdx({ shape: [labels.length], data: labels }));
  }
  return hash.digest('hex');
}

function bytesOf({ data }: Dataset['images']): Uint8Array {
  return data instanceof Uint8Array ? data : Uint8Array.from(data);
}
