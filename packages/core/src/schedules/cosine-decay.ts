import { checkPositiveInteger, checkProbability } from '../checks';
import { cosineAnnealing } from './cosine-annealing';
import { courseOf } from './course';
import { Schedule, type ScheduleConfig, type TrainingSpan } from './schedule';

/** How long a {@link CosineDecay} takes, and where it ends. */
export interface CosineDecayOptions {
  /** How many steps the way down takes; from then on the rate stays. Default: as many as the training takes. */
  steps?: number;
  /** The share of the rate that is left at the end. Default 0. */
  floor?: number;
}

/**
 * A rate that falls slowly at first, then fast, then slowly again (Loshchilov & Hutter 2017, equation 5, without restarts):
 * floor + (1 − floor)·(1 + cos(π·n / steps)) / 2 after n steps.
 *
 * @example new AdamW({ schedule: new CosineDecay() })
 */
export class CosineDecay extends Schedule {
  readonly type = 'CosineDecay';
  readonly steps: number | undefined;
  readonly floor: number;

  /** @throws UserError where an option is out of range. */
  constructor({ steps, floor = 0 }: CosineDecayOptions = {}) {
    super();
    this.steps = steps === undefined ? undefined : checkPositiveInteger(steps, 'CosineDecay: steps');
    this.floor = checkProbability(floor, 'CosineDecay: floor');
  }

  factorAt(steps: number, training?: TrainingSpan): number {
    const { done, total } = courseOf(this.steps, steps, training);
    return cosineAnnealing(1, this.floor, Math.min(1, done / total));
  }

  config(): ScheduleConfig {
    const { type, steps, floor } = this;
    return { type, ...(steps !== undefined && { steps }), floor };
  }
}
