import type { Augmentation } from '../src';
import { ImageCursor } from '../src/augmentation/batch-image';
import { Draws } from '../src/augmentation/draws';
import type { ImageShape } from '../src/kernels/sliding-window';
import { RandomStream } from '../src/random/random-stream';

/** What the tests of augmentations share: images by themselves, without a model. */

/** An image that lies somewhere in a batch, between numbers that must stay as they are. */
export function imageOf(shape: ImageShape, numbers: ArrayLike<number>): ImageCursor {
  const image = new ImageCursor(shape);
  image.start = 3;
  image.values = Float32Array.of(-1, -2, -3, ...Array.from(numbers), -4, -5);
  return image;
}

/** The numbers of an image. @throws Error where those beside it have been changed. */
export function numbersOf({ values, start, size }: ImageCursor): number[] {
  const all = [...values];
  const numbers = all.splice(start, size);
  if (all.join() !== '-1,-2,-3,-4,-5') throw new Error(`Beside the image there is now ${all.join()}`);
  return numbers;
}

/** What becomes of the same image as a number of training rows. */
export function augment(
  augmentation: Augmentation,
  shape: ImageShape,
  numbers: ArrayLike<number>,
  rows: number,
  seed = 1,
): number[][] {
  const draws = new Draws(new RandomStream(seed, 'augment', 0), augmentation.countDraws(shape));
  return Array.from({ length: rows }, (_, row) => {
    const image = imageOf(shape, numbers);
    draws.row = row;
    augmentation.apply(image, draws);
    return numbersOf(image);
  });
}
