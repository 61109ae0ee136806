import { checkPositiveInteger } from '../checks';
import { Schedule, type ScheduleConfig, type TrainingSpan } from './schedule';

/** How long a {@link WarmUp} takes, and what follows. */
export interface WarmUpOptions {
  /** How many steps it takes to reach the full rate. */
  steps: number;
  /** What the rate does from then on, its steps counted from there. By default it stays. */
  next?: Schedule;
}

/**
 * A rate that grows evenly to its full size first (Goyal et al. 2017, section 2.2): (n + 1) / steps after n steps.
 *
 * @example new Adam({ schedule: new WarmUp({ steps: 500, next: new CosineDecay({ steps: 6000 }) }) })
 */
export class WarmUp extends Schedule {
  readonly type = 'WarmUp';
  readonly steps: number;
  readonly next: Schedule | undefined;

  /** @throws UserError where `steps` is no whole number > 0. */
  constructor({ steps, next }: WarmUpOptions) {
    super();
    this.steps = checkPositiveInteger(steps, 'WarmUp: steps');
    this.next = next;
  }

  factorAt(steps: number, training?: TrainingSpan): number {
    if (steps < this.steps) return (steps + 1) / this.steps;
    const rest = training && { first: training.first, steps: Math.max(1, training.steps - this.steps) };
    return this.next?.factorAt(steps - this.steps, rest) ?? 1;
  }

  config(): ScheduleConfig {
    const { type, steps, next } = this;
    return { type, steps, ...(next && { next: next.config() }) };
  }
}
