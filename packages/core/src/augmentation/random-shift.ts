import { checkPositiveInteger } from '../checks';
import { Augmentation, type AugmentationConfig } from './augmentation';
import type { BatchImage } from './batch-image';
import type { Draws } from './draws';
import { shift } from './shift';

/**
 * Moves each image by whole pixels, up or down and left or right, and fills with 0 what it leaves: the same as to pad it
 * with `pixels` zeros on every side and to cut an image of the old size from it (He, Zhang, Ren & Sun 2016, section 4.2).
 *
 * y[i][j] = x[i − v][j − h], where that is inside; v and h are each any whole number from −pixels to pixels.
 */
export class RandomShift extends Augmentation {
  readonly type = 'RandomShift';

  /**
   * @param pixels how far an image may move each way
   * @throws UserError where it is no whole number > 0.
   */
  constructor(readonly pixels: number) {
    super();
    checkPositiveInteger(pixels, 'RandomShift: pixels');
  }

  countDraws(): number {
    return 2;
  }

  apply(image: BatchImage, draws: Draws): void {
    shift(image, draws.integer(-this.pixels, this.pixels, 0), draws.integer(-this.pixels, this.pixels, 1));
  }

  config(): AugmentationConfig {
    return { type: this.type, pixels: this.pixels };
  }
}
