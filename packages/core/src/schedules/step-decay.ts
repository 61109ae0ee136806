import { checkPositive, checkPositiveInteger } from '../checks';
import { power } from '../elementary/power';
import { Schedule, type ScheduleConfig } from './schedule';

/** How often a {@link StepDecay} lowers the rate, and by how much. */
export interface StepDecayOptions {
  /** After how many steps the rate falls, each time. */
  every: number;
  /** What the rate is multiplied with each time. */
  factor: number;
}

/**
 * A rate that falls in stairs (He et al. 2016, section 3.4, divide it by ten now and then): factor^⌊n / every⌋ after n
 * steps.
 *
 * @example new SGD({ learningRate: 0.1, schedule: new StepDecay({ every: 10 * 469, factor: 0.1 }) })
 */
export class StepDecay extends Schedule {
  readonly type = 'StepDecay';
  readonly every: number;
  readonly factor: number;

  /** @throws UserError where an option is out of range. */
  constructor({ every, factor }: StepDecayOptions) {
    super();
    this.every = checkPositiveInteger(every, 'StepDecay: every');
    this.factor = checkPositive(factor, 'StepDecay: factor');
  }

  factorAt(steps: number): number {
    return power(this.factor, Math.floor(steps / this.every));
  }

  config(): ScheduleConfig {
    const { type, every, factor } = this;
    return { type, every, factor };
  }
}
