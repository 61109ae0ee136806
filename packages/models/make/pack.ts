import type { Model } from '@fmnist/core';
import type { Dataset } from '@fmnist/data';
import { Novelty, packModel, splitModel } from '../src';

/** The share of the training pictures that are nearer to a class than the threshold. */
const KNOWN = 0.995;

/** A model as a file, with what tells pictures of no garment: learned from the features of the pictures it was trained on. */
export async function pack(
  model: Model,
  { images, labels, classNames }: Dataset,
): Promise<{ bytes: Uint8Array; novelty: Novelty; threshold: number }> {
  const known = await splitModel(model).features.predict(images);
  const novelty = Novelty.fit(known, labels, classNames.length);
  const threshold = (await novelty.distances(known)).sort()[Math.floor(KNOWN * labels.length)];
  return { bytes: packModel({ model, novelty, threshold }), novelty, threshold };
}
