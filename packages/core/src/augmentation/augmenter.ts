import type { Matrix } from '../kernels/kernels';
import { RandomStream } from '../random/random-stream';
import type { Shape } from '../tensor/shape';
import type { Augmentation } from './augmentation';
import { ImageCursor } from './batch-image';
import { Draws } from './draws';
import { imageShapeOf } from './image-shape';

/** Applies augmentations, one after the other, to the images of a batch: one for each thread, as it has room of its own. */
export class Augmenter {
  readonly #image: ImageCursor;
  readonly #steps: readonly { readonly augmentation: Augmentation; readonly draws: Draws }[];

  /**
   * @param shape of a sample
   * @throws UserError where samples are no images.
   */
  constructor(augmentations: readonly Augmentation[], shape: Shape, seed: number) {
    const imageShape = imageShapeOf(shape, 'train: augment');
    this.#image = new ImageCursor(imageShape);
    this.#steps = augmentations.map((augmentation, place) => ({
      augmentation,
      draws: new Draws(new RandomStream(seed, 'augment', place), augmentation.countDraws(imageShape)),
    }));
  }

  /**
   * Changes rows `start` to `end` of a batch.
   * @param firstRow how many rows were trained on before the batch, over all epochs
   */
  apply({ values, stride }: Matrix, firstRow: number, start: number, end: number): void {
    const image = this.#image;
    image.values = values;
    for (let row = start; row < end; row++) {
      image.start = row * stride;
      for (const { augmentation, draws } of this.#steps) {
        draws.row = firstRow + row;
        augmentation.apply(image, draws);
      }
    }
  }
}
