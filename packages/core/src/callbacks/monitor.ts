import { checkChoice, checkNonNegative } from '../checks';
import { UserError } from '../errors';
import type { EpochRecord } from '../model/history';

/** The measures of an epoch that can be watched. */
export const monitors = ['loss', 'accuracy', 'validationLoss', 'validationAccuracy'] as const;

/** What is watched of an epoch: losses should fall, accuracies rise. */
export type Monitor = (typeof monitors)[number];

/** What to watch, and what counts as better. */
export interface MonitorOptions {
  /** What to watch. Default `validationLoss`. */
  monitor?: Monitor;
  /** By how much more than this a measure must be better than the best so far. Default 0. */
  minDelta?: number;
}

/** Watches a measure of epochs for the best. */
export class BestSoFar {
  /** The best value so far; before the first, one that all are better than. */
  value: number;
  readonly #monitor: Monitor;
  readonly #minDelta: number;
  readonly #caller: string;

  /**
   * @param caller whose options these are, for messages
   * @throws UserError where an option is out of range.
   */
  constructor({ monitor = 'validationLoss', minDelta = 0 }: MonitorOptions, caller: string) {
    this.#monitor = checkChoice(monitor, monitors, `${caller}: monitor`);
    this.#minDelta = checkNonNegative(minDelta, `${caller}: minDelta`);
    this.#caller = caller;
    this.value = this.#rises ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }

  /**
   * Whether an epoch is the best so far, which is then remembered.
   * @throws UserError where validation is watched, but the training has no validation data.
   */
  isBeatenBy(record: EpochRecord): boolean {
    const value = this.#valueOf(record);
    const gain = this.#rises ? value - this.value : this.value - value;
    if (!(gain > this.#minDelta)) return false;
    this.value = value;
    return true;
  }

  get #rises(): boolean {
    return this.#monitor === 'accuracy' || this.#monitor === 'validationAccuracy';
  }

  #valueOf({ loss, accuracy, validation }: EpochRecord): number {
    if (this.#monitor === 'loss') return loss;
    if (this.#monitor === 'accuracy') return accuracy;
    if (!validation) {
      throw new UserError(
        `${this.#caller} watches ${this.#monitor}, but the training has no validation data: give train() validationData, or watch loss or accuracy`,
      );
    }
    return this.#monitor === 'validationLoss' ? validation.loss : validation.accuracy;
  }
}
