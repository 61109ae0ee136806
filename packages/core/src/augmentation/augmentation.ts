import type { ImageShape } from '../kernels/sliding-window';
import type { Shape } from '../tensor/shape';
import { Augmenter } from './augmenter';
import type { BatchImage } from './batch-image';
import type { Draws } from './draws';

/** An augmentation as plain data. */
export type AugmentationConfig = { readonly type: string } & Readonly<
  Record<string, string | number | boolean>
>;

/**
 * A random change of images that leaves what they show, made anew each time the training takes an image into a batch: the
 * network never sees the same image twice, and learns what does not matter.
 *
 * The numbers of an image are changed as they come, before the model's first layer: from 0 to 255 where a `Rescale` follows.
 * What is random is a function of the seed, the augmentation's place in the list, and how many rows were trained on before.
 */
export abstract class Augmentation {
  /** The augmentation's kind: the name of its class. */
  abstract readonly type: string;

  /** How many random numbers an image of a shape needs at most. */
  abstract countDraws(shape: ImageShape): number;

  /** Changes an image, with the random numbers that are its own. Every number is computed in float64, and rounded when stored. */
  abstract apply(image: BatchImage, draws: Draws): void;

  /** What a training calls for its batches. @throws UserError where samples of the shape are no images. */
  augmenter(place: number, shape: Shape, seed: number): Augmenter {
    return new Augmenter(this, place, shape, seed);
  }

  /** The augmentation's kind and options as plain data, from which a checkpoint makes it again. */
  abstract config(): AugmentationConfig;
}
