import { checkProbability } from '../checks';
import { Augmentation, type AugmentationConfig } from './augmentation';
import type { BatchImage } from './batch-image';
import type { Draws } from './draws';
import { mirror } from './mirror';

/**
 * Swaps left and right of some of the images: y[i][j] = x[i][width − 1 − j]. For what looks the same from both sides, as
 * clothes do, and not for letters.
 */
export class HorizontalFlip extends Augmentation {
  readonly type = 'HorizontalFlip';

  /**
   * @param probability the share of images that is mirrored, from 0 to 1
   * @throws UserError where it is no such number.
   */
  constructor(readonly probability = 0.5) {
    super();
    checkProbability(probability, 'HorizontalFlip: probability');
  }

  countDraws(): number {
    return 1;
  }

  apply(image: BatchImage, draws: Draws): void {
    if (draws.uniform(0) < this.probability) mirror(image);
  }

  config(): AugmentationConfig {
    return { type: this.type, probability: this.probability };
  }
}
