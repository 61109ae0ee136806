import type { Matrix } from '../kernels/kernels';
import { RandomStream } from '../random/random-stream';
import type { Shape } from '../tensor/shape';
import type { Augmentation } from './augmentation';
import { ImageCursor } from './batch-image';
import { Draws } from './draws';
import { imageShapeOf } from './image-shape';

/** Applies an augmentation to the images of a batch: one for each thread, as it has room of its own. */
export class Augmenter {
  readonly #augmentation: Augmentation;
  readonly #image: ImageCursor;
  readonly #draws: Draws;

  /**
   * @param place of the augmentation among those of a training: each draws numbers of its own
   * @param shape of a sample
   * @throws UserError where samples are no images.
   */
  constructor(augmentation: Augmentation, place: number, shape: Shape, seed: number) {
    const imageShape = imageShapeOf(shape, 'train: augment');
    this.#augmentation = augmentation;
    this.#image = new ImageCursor(imageShape);
    this.#draws = new Draws(new RandomStream(seed, 'augment', place), augmentation.countDraws(imageShape));
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
      this.#draws.row = firstRow + row;
      this.#augmentation.apply(image, this.#draws);
    }
  }
}
