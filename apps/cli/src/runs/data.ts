import { createHash } from 'node:crypto';
import type { Dataset, TrainTestSplit } from '@fmnist/data';
import type { RunData } from './config';

/** What a data set is, so that another can be told from it: how many pictures, and the SHA-256 of them and of what they show. */
export function describeData({ train, test, source }: TrainTestSplit): RunData {
  return {
    source,
    classNames: [...train.classNames],
    train: describePictures(train),
    test: describePictures(test),
  };
}

/** In what a data set differs from that of a run; nothing where they are the same. */
export function differenceOfData(here: RunData, run: RunData): string | undefined {
  for (const part of ['train', 'test'] as const) {
    if (here[part].count !== run[part].count) {
      return `it has ${run[part].count} ${part} pictures, here are ${here[part].count}`;
    }
    for (const [key, what] of [
      ['imagesSha256', 'pictures'],
      ['labelsSha256', 'labels'],
    ] as const) {
      if (here[part][key] !== run[part][key]) {
        return `its ${part} ${what} have the SHA-256 ${start(run[part][key])}, here they have ${start(here[part][key])}`;
      }
    }
  }
  const names = [run, here].map(({ classNames }) => classNames.join(', '));
  return names[0] === names[1] ? undefined : `its classes are ${names[0]}, here they are ${names[1]}`;
}

function describePictures({ images, labels }: Dataset): RunData['train'] {
  const { buffer, byteOffset, byteLength } = images.data;
  return {
    count: labels.length,
    imagesSha256: sha256(new Uint8Array(buffer, byteOffset, byteLength)),
    labelsSha256: sha256(labels),
  };
}

/** The SHA-256 of bytes, in hexadecimal. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function start(hash: string): string {
  return `${hash.slice(0, 12)}…`;
}
