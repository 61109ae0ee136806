import type { Tensor } from '../tensor/tensor';
import type { CallbackAnswer, Callbacks, RunningTraining } from './callbacks';
import type { EpochRecord, History, StepRecord } from './history';

/** All callbacks of a training as one: each call goes to all, in order, and notes whether one wants to stop. */
export class CallbackList {
  /** Whether a callback has answered `'stop'`. */
  hasStopped = false;
  /** Whether a callback wants to hear of every step before the next begins. */
  readonly wantsEveryStep: boolean;
  readonly #callbacks: readonly Callbacks[];

  constructor(callbacks: readonly Callbacks[]) {
    this.#callbacks = callbacks;
    this.wantsEveryStep = callbacks.some(({ stepBegin, stepEnd }) => stepBegin ?? stepEnd);
  }

  async trainBegin(training: RunningTraining): Promise<void> {
    for (const callback of this.#callbacks) await callback.trainBegin?.(training);
  }

  async epochBegin(epoch: number): Promise<void> {
    for (const callback of this.#callbacks) this.#heed(await callback.epochBegin?.(epoch));
  }

  stepBegin(epoch: number, step: number): void {
    for (const callback of this.#callbacks) this.#heed(callback.stepBegin?.(epoch, step));
  }

  stepEnd(record: StepRecord): void {
    for (const callback of this.#callbacks) this.#heed(callback.stepEnd?.(record));
  }

  stepRecorded(record: StepRecord): void {
    for (const callback of this.#callbacks) callback.stepRecorded?.(record);
  }

  async epochEnd(record: EpochRecord): Promise<void> {
    for (const callback of this.#callbacks) this.#heed(await callback.epochEnd?.(record));
  }

  async atRest(why: 'epoch' | 'pause' | 'interrupt'): Promise<void> {
    for (const callback of this.#callbacks) await callback.atRest?.(why);
  }

  async trainEnd(history: History): Promise<void> {
    for (const callback of this.#callbacks) await callback.trainEnd?.(history);
  }

  /** What callbacks want to be remembered, by their names. */
  saveMemories(): Map<string, ReadonlyMap<string, Tensor>> {
    return new Map(this.#callbacks.flatMap(({ memory }) => (memory ? [[memory.name, memory.save()]] : [])));
  }

  restoreMemories(memories: ReadonlyMap<string, ReadonlyMap<string, Tensor>>): void {
    for (const { memory } of this.#callbacks) {
      const tensors = memory && memories.get(memory.name);
      if (tensors) memory.restore(tensors);
    }
  }

  #heed(answer: CallbackAnswer): void {
    if (answer === 'stop') this.hasStopped = true;
  }
}
