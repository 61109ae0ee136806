import { type Model, Tensor } from '@fmnist/core';
import { type Classifier, splitModel } from '@fmnist/models';
import type { Pictures } from '../data/load-pictures';
import { nearestRows } from './nearest-rows';

/** A training picture that is near. */
export interface Neighbour {
  /** 784 bytes. */
  readonly pixels: Uint8Array;
  readonly name: string;
  /** Between what the network makes of both, in its own units. */
  readonly distance: number;
}

/** Pictures that are gone through at once: other questions are answered in between. */
const BATCH = 100;
const SIZE = 28 * 28;

/** What a network makes of pictures before it decides: the values that go into its last layer. */
interface Known {
  readonly model: Model;
  /** [pictures, features] */
  readonly features: Float32Array;
}

/**
 * Finds, among some training pictures of each class, those that are most alike to a network: the nearest in what goes
 * into its last layer, by which it tells the classes apart. Pixels would call alike what lies at the same place.
 */
export class Neighbours {
  readonly #load: () => Promise<Pictures>;
  #pictures: Promise<Pictures> | undefined;
  readonly #known = new WeakMap<Classifier, Promise<Known>>();

  /** @param load gets the pictures to seek among, when they are first needed */
  constructor(load: () => Promise<Pictures>) {
    this.#load = load;
  }

  /**
   * @param pixels 784 bytes
   * @throws UserError where the pictures are not to be had, or the model has one layer alone.
   */
  async nearest(pixels: Uint8Array, classifier: Classifier, most: number): Promise<Neighbour[]> {
    const pictures = await this.#getPictures();
    let known = this.#known.get(classifier);
    if (!known) {
      known = learnFeatures(classifier.model, pictures);
      this.#known.set(classifier, known);
    }
    const { model, features } = await known;
    const asked = Float32Array.from((await model.predict(toBatch(model, pixels))).data);
    return nearestRows(features, asked, most).map(({ row, distance }) => ({
      pixels: pictures.pixels.slice(row * SIZE, (row + 1) * SIZE),
      name: pictures.classNames[pictures.labels[row]],
      distance,
    }));
  }

  #getPictures(): Promise<Pictures> {
    this.#pictures ??= this.#load();
    // Another try may find the connection back.
    this.#pictures.catch(() => {
      this.#pictures = undefined;
    });
    return this.#pictures;
  }
}

async function learnFeatures(classifier: Model, { pixels, labels }: Pictures): Promise<Known> {
  const { features: model } = splitModel(classifier);
  const width = model.outputShape.reduce((product, length) => product * length, 1);
  const features = new Float32Array(labels.length * width);
  for (let row = 0; row < labels.length; row += BATCH) {
    const some = pixels.subarray(row * SIZE, (row + BATCH) * SIZE);
    features.set((await model.predict(toBatch(model, some))).data, row * width);
    await new Promise((resolve) => setTimeout(resolve));
  }
  return { model, features };
}

function toBatch({ inputShape }: Model, pixels: Uint8Array): Tensor {
  return new Tensor(pixels, [pixels.length / SIZE, ...inputShape]);
}
