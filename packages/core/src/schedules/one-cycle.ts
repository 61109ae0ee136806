import { checkFraction, checkPositiveInteger, checkProbability } from '../checks';
import { cosineAnnealing } from './cosine-annealing';
import { courseOf } from './course';
import { Schedule, type ScheduleConfig, type TrainingSpan } from './schedule';

/** The course of a {@link OneCycle}. */
export interface OneCycleOptions {
  /** How many steps the cycle takes. Default: as many as the training takes. */
  steps?: number;
  /** The share of the steps on the way up. Default 0.3. */
  warmup?: number;
  /** The share of the peak that the first step has. Default 1 / 25. */
  start?: number;
  /** The share of the peak that the last step has, and all after it. Default 1e−4. */
  end?: number;
}

/**
 * A rate that goes up to a peak and down to nearly nothing, once in a training (Smith & Topin 2018), along the cosine, with
 * the turning points of PyTorch's OneCycleLR. The optimizer's `learningRate` is the peak, and can be several times what
 * would do without a schedule.
 *
 * With p = warmup·steps − 1: from `start` to 1 over the first p steps, then from 1 to `end` until step `steps` − 1.
 *
 * @example new Adam({ learningRate: 0.01, schedule: new OneCycle() })
 */
export class OneCycle extends Schedule {
  readonly type = 'OneCycle';
  readonly steps: number | undefined;
  readonly warmup: number;
  readonly start: number;
  readonly end: number;

  /** @throws UserError where an option is out of range. */
  constructor({ steps, warmup = 0.3, start = 1 / 25, end = 1e-4 }: OneCycleOptions = {}) {
    super();
    this.steps = steps === undefined ? undefined : checkPositiveInteger(steps, 'OneCycle: steps');
    this.warmup = checkFraction(warmup, 'OneCycle: warmup');
    this.start = checkProbability(start, 'OneCycle: start');
    this.end = checkProbability(end, 'OneCycle: end');
  }

  factorAt(steps: number, training?: TrainingSpan): number {
    const { done, total } = courseOf(this.steps, steps, training);
    const peak = this.warmup * total - 1;
    if (done < peak) return cosineAnnealing(this.start, 1, done / peak);
    return cosineAnnealing(1, this.end, Math.min(1, (done - peak) / (total - 1 - peak)));
  }

  config(): ScheduleConfig {
    const { type, steps, warmup, start, end } = this;
    return { type, ...(steps !== undefined && { steps }), warmup, start, end };
  }
}
