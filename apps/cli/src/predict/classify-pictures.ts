import { type Average, Tensor } from '@fmnist/core';
import type { Classification, Classifier } from '@fmnist/models';
import type { ReadPicture } from './read-pictures';

/** How many pictures go through the network at once. */
const BATCH = 128;

/** A picture, as the model saw it, and what it said. */
export interface Prediction {
  readonly file: string;
  readonly pixels: Uint8Array;
  readonly shown: Classification;
}

/** What came of a picture. */
export type Outcome = Prediction | { readonly problem: string };

/** Names pictures in batches, in order; what could not be read keeps its place among them. */
export async function* classifyPictures(
  classifier: Classifier,
  pictures: AsyncIterable<ReadPicture>,
  average: readonly Average[],
): AsyncGenerator<Outcome> {
  let batch: ReadPicture[] = [];
  for await (const picture of pictures) {
    batch.push(picture);
    if (batch.length < BATCH) continue;
    yield* await classify(classifier, batch, average);
    batch = [];
  }
  yield* await classify(classifier, batch, average);
}

async function classify(
  classifier: Classifier,
  batch: readonly ReadPicture[],
  average: readonly Average[],
): Promise<Outcome[]> {
  const readable = batch.flatMap((picture) => ('pixels' in picture ? [picture.pixels] : []));
  if (readable.length === 0) return batch.filter((picture) => 'problem' in picture);
  const size = readable[0].length;
  const samples = new Uint8Array(readable.length * size);
  readable.forEach((pixels, row) => {
    samples.set(pixels, row * size);
  });
  const shown = (
    await classifier.classify(new Tensor(samples, [readable.length, size]), { average })
  ).values();
  return batch.flatMap((picture): Outcome[] => {
    if ('problem' in picture) return [picture];
    const { value } = shown.next();
    return value ? [{ ...picture, shown: value }] : [];
  });
}
