/** What a page names pictures with, as that of apps/web does: its decoder, and the packages that it is made of. */
import { Tensor } from '@fmnist/core';
import { prepare } from '@fmnist/data';
import { Classifier, unpackModel } from '@fmnist/models';
import { decodePicture } from '../../../web/src/picture/decode-picture';

declare global {
  /** The probabilities of what the pictures at some paths show, asked of the model at another. */
  function namePictures(model: string, pictures: readonly string[]): Promise<(readonly number[])[]>;
}

globalThis.namePictures = async (model, pictures) => {
  const classifier = new Classifier(unpackModel(new Uint8Array(await (await fetch(model)).arrayBuffer())));
  const { inputShape } = classifier.model;
  return Promise.all(
    pictures.map(async (path) => {
      const pixels = prepare(await decodePicture(await (await fetch(path)).blob(), path));
      const [{ probabilities }] = await classifier.classify(new Tensor(pixels, [1, ...inputShape]));
      return probabilities;
    }),
  );
};
