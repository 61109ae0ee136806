import { checkPositiveInteger, checkProbability } from '../checks';
import { cosineAnnealing } from './cosine-annealing';
import { Schedule, type ScheduleConfig } from './schedule';

export interface CosineDecayOptions {
  /** How many steps the way down takes; from then on the rate stays. */
  steps: number;
  /** The share of the rate that is left at the end. Default 0. */
  floor?: number;
}

/**
 * A rate that falls slowly at first, then fast, then slowly again (Loshchilov & Hutter 2017, equation 5, without restarts):
 * floor + (1 − floor)·(1 + cos(π·n / steps)) / 2 after n steps.
 *
 * @example new AdamW({ schedule: new CosineDecay({ steps: 20 * 469 }) })
 */
export class CosineDecay extends Schedule {
  readonly type = 'CosineDecay';
  readonly steps: number;
  readonly floor: number;

  /** @throws UserError where an option is out of range. */
  constructor({ steps, floor = 0 }: CosineDecayOptions) {
    super();
    this.steps = checkPositiveInteger(steps, 'CosineDecay: steps');
    this.floor = checkProbability(floor, 'CosineDecay: floor');
  }

  factorAt(steps: number): number {
    return cosineAnnealing(1, this.floor, Math.min(1, steps / this.steps));
  }

  config(): ScheduleConfig {
    const { type, steps, floor } = this;
    return { type, steps, floor };
  }
}
