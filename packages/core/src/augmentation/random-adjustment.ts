import { checkFraction } from '../checks';
import { Augmentation, type AugmentationConfig } from './augmentation';
import type { BatchImage } from './batch-image';
import type { Draws } from './draws';

/** How far brightness and contrast may go. */
export interface RandomAdjustmentOptions {
  /** How much brighter or darker an image may become: by a factor from 1 − brightness to 1 + brightness. Default 0.2. */
  brightness?: number;
  /** How much its contrast may rise or fall: by a factor from 1 − contrast to 1 + contrast. Default 0.2. */
  contrast?: number;
}

/**
 * Makes each image brighter or darker, and its contrast higher or lower.
 *
 * y = b·(m + c·(x − m)), with the mean m of the image's numbers, any b from 1 − brightness to 1 + brightness and any c from
 * 1 − contrast to 1 + contrast. Nothing is clipped; with another contrast, black does not stay 0.
 */
export class RandomAdjustment extends Augmentation {
  readonly type = 'RandomAdjustment';
  readonly brightness: number;
  readonly contrast: number;

  /** @throws UserError where a range is not from 0 up to, not including, 1. */
  constructor({ brightness = 0.2, contrast = 0.2 }: RandomAdjustmentOptions = {}) {
    super();
    this.brightness = checkFraction(brightness, 'RandomAdjustment: brightness');
    this.contrast = checkFraction(contrast, 'RandomAdjustment: contrast');
  }

  countDraws(): number {
    return 2;
  }

  apply({ values, start, size }: BatchImage, draws: Draws): void {
    const brightness = draws.between(1 - this.brightness, 1 + this.brightness, 0);
    const contrast = draws.between(1 - this.contrast, 1 + this.contrast, 1);
    let sum = 0;
    for (let i = start; i < start + size; i++) sum += values[i];
    const scale = brightness * contrast;
    const offset = brightness * (1 - contrast) * (sum / size);
    for (let i = start; i < start + size; i++) values[i] = scale * values[i] + offset;
  }

  config(): AugmentationConfig {
    return { type: this.type, brightness: this.brightness, contrast: this.contrast };
  }
}
