import { checkChoice, checkPositive, checkProbability } from '../checks';
import { UserError } from '../errors';
import type { ImageShape } from '../kernels/sliding-window';
import { Augmentation, type AugmentationConfig } from './augmentation';
import type { BatchImage } from './batch-image';
import type { Draws } from './draws';

/** What an erased rectangle is filled with: 0, or any numbers between the smallest and the largest of the image. */
export type ErasingFill = 'zero' | 'random';

export const erasingFills: readonly ErasingFill[] = ['zero', 'random'];

/** How often a part is erased, how large it may be, and what is put there. */
export interface RandomErasingOptions {
  /** The share of images from which something is erased, from 0 to 1. Default 0.5. */
  probability?: number;
  /** How much of an image is erased: a share from 0 to 1, at least and at most. Default [0.02, 0.4]. */
  area?: readonly [least: number, most: number];
  /** The rectangle's height divided by its width, at least and at most. Default [0.3, 1 / 0.3]. */
  aspect?: readonly [least: number, most: number];
  /** What is there instead. Default `zero`. */
  fill?: ErasingFill;
}

/** How often another rectangle is tried where one does not fit into the image. */
const ATTEMPTS = 10;
/** Numbers drawn for whether to erase, and for where. */
const OTHER_DRAWS = 3;

/**
 * Erases a rectangle of some of the images, so that the network relies on no single part (Zhong, Zheng, Kang, Li & Yang
 * 2020, "Random erasing data augmentation", algorithm 1).
 *
 * With the share s and the aspect r drawn evenly from their ranges, height = √(s·area·r) and width = √(s·area / r), both
 * rounded. Rectangles larger than the image are drawn again, ten times at most, after which the image stays as it is. One
 * that fits is put anywhere inside, with the same probability.
 */
export class RandomErasing extends Augmentation {
  readonly type = 'RandomErasing';
  readonly probability: number;
  readonly area: readonly [least: number, most: number];
  readonly aspect: readonly [least: number, most: number];
  readonly fill: ErasingFill;

  /** @throws UserError where an option is out of range, or the least is more than the most. */
  constructor({
    probability = 0.5,
    area: [leastArea, mostArea] = [0.02, 0.4],
    aspect: [leastAspect, mostAspect] = [0.3, 1 / 0.3],
    fill = 'zero',
  }: RandomErasingOptions = {}) {
    super();
    this.probability = checkProbability(probability, 'RandomErasing: probability');
    checkProbability(leastArea, 'RandomErasing: the least area');
    checkProbability(mostArea, 'RandomErasing: the most area');
    checkPositive(leastAspect, 'RandomErasing: the least aspect');
    checkPositive(mostAspect, 'RandomErasing: the most aspect');
    this.area = ordered(leastArea, mostArea, 'area');
    this.aspect = ordered(leastAspect, mostAspect, 'aspect');
    this.fill = checkChoice(fill, erasingFills, 'RandomErasing: fill');
  }

  countDraws({ height, width, channels }: ImageShape): number {
    const fillDraws = this.fill === 'random' ? height * width * channels : 0;
    return OTHER_DRAWS + 2 * ATTEMPTS + fillDraws;
  }

  apply(image: BatchImage, draws: Draws): void {
    if (draws.uniform(0) >= this.probability) return;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const draw = OTHER_DRAWS + 2 * attempt;
      const pixels = draws.between(this.area[0], this.area[1], draw) * image.height * image.width;
      const aspect = draws.between(this.aspect[0], this.aspect[1], draw + 1);
      const height = Math.round(Math.sqrt(pixels * aspect));
      const width = Math.round(Math.sqrt(pixels / aspect));
      if (height > image.height || width > image.width) continue;
      const top = draws.integer(0, image.height - height, 1);
      const left = draws.integer(0, image.width - width, 2);
      this.#erase(image, draws, top, left, height, width);
      return;
    }
  }

  config(): AugmentationConfig {
    const { type, probability, fill } = this;
    const [leastArea, mostArea] = this.area;
    const [leastAspect, mostAspect] = this.aspect;
    return { type, probability, leastArea, mostArea, leastAspect, mostAspect, fill };
  }

  #erase(image: BatchImage, draws: Draws, top: number, left: number, height: number, width: number): void {
    const { values, start, size, channels } = image;
    let [low, high] = [0, 0];
    if (this.fill === 'random') {
      low = values[start];
      high = low;
      for (let i = start; i < start + size; i++) {
        low = Math.min(low, values[i]);
        high = Math.max(high, values[i]);
      }
    }
    for (let y = top; y < top + height; y++) {
      const from = (y * image.width + left) * channels;
      for (let i = from; i < from + width * channels; i++) {
        values[start + i] =
          this.fill === 'zero' ? 0 : draws.between(low, high, OTHER_DRAWS + 2 * ATTEMPTS + i);
      }
    }
  }
}

function ordered(least: number, most: number, what: string): readonly [least: number, most: number] {
  if (least > most) {
    throw new UserError(`RandomErasing: ${what} must go from the least to the most, got [${least}, ${most}]`);
  }
  return [least, most];
}
