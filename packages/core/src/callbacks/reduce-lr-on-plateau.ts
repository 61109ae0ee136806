import { checkFraction, checkNaturalNumber, checkNonNegative, checkPositiveInteger } from '../checks';
import { UserError } from '../errors';
import type { CallbackMemory, Callbacks, RunningTraining } from '../model/callbacks';
import type { EpochRecord } from '../model/history';
import type { Sequential } from '../model/sequential';
import type { Tensor } from '../tensor/tensor';
import { BestSoFar, type MonitorOptions } from './monitor';
import { recallNumber, rememberNumbers } from './remember';

export interface ReduceLROnPlateauOptions extends MonitorOptions {
  /** What the rate is multiplied with, between 0 and 1. Default 0.1. */
  factor?: number;
  /** How many epochs in a row that are no better than the best make the rate fall. Default 10. */
  patience?: number;
  /** How many epochs after a fall do not count. Default 0. */
  cooldown?: number;
  /** The rate does not fall below this. Default 0. */
  minLearningRate?: number;
}

/**
 * Lowers the optimizer's learning rate when a training no longer gets better. It works on the rate before decay, so both
 * may be used together.
 *
 * @example
 * const callbacks = [new ReduceLROnPlateau({ monitor: 'validationLoss', factor: 0.5, patience: 2 })];
 */
export class ReduceLROnPlateau implements Callbacks {
  readonly memory: CallbackMemory;
  readonly #best: BestSoFar;
  readonly #factor: number;
  readonly #patience: number;
  readonly #cooldown: number;
  readonly #minimum: number;
  #model: Sequential | undefined;
  #wait = 0;
  #cooling = 0;

  /** @throws UserError where an option is out of range. */
  constructor(options: ReduceLROnPlateauOptions = {}) {
    this.#best = new BestSoFar(options, 'ReduceLROnPlateau');
    this.#factor = checkFraction(options.factor ?? 0.1, 'ReduceLROnPlateau: factor');
    if (this.#factor === 0) throw new UserError('ReduceLROnPlateau: factor must be more than 0, got 0');
    this.#patience = checkPositiveInteger(options.patience ?? 10, 'ReduceLROnPlateau: patience');
    this.#cooldown = checkNaturalNumber(options.cooldown ?? 0, 'ReduceLROnPlateau: cooldown');
    this.#minimum = checkNonNegative(options.minLearningRate ?? 0, 'ReduceLROnPlateau: minLearningRate');
    this.memory = {
      name: 'ReduceLROnPlateau',
      save: () => rememberNumbers({ best: this.#best.value, wait: this.#wait, cooling: this.#cooling }),
      restore: (tensors) => this.#restore(tensors),
    };
  }

  trainBegin({ model }: RunningTraining): void {
    this.#model = model;
  }

  /** Lowers the rate where there was no gain for too long. */
  epochEnd(record: EpochRecord): void {
    if (this.#best.isBeatenBy(record)) {
      this.#wait = 0;
      this.#cooling = Math.max(0, this.#cooling - 1);
    } else if (this.#cooling > 0) {
      this.#cooling--;
    } else if (++this.#wait >= this.#patience) {
      this.#wait = 0;
      this.#cooling = this.#cooldown;
      this.#lower();
    }
  }

  #lower(): void {
    const optimizer = this.#model?.optimizer;
    if (!optimizer) return;
    const lower = Math.max(optimizer.learningRate * this.#factor, this.#minimum);
    if (lower < optimizer.learningRate) optimizer.learningRate = lower;
  }

  #restore(tensors: ReadonlyMap<string, Tensor>): void {
    this.#best.value = recallNumber(tensors, 'best');
    this.#wait = recallNumber(tensors, 'wait');
    this.#cooling = recallNumber(tensors, 'cooling');
  }
}
