/** From one thread's counter to the next: a cache line, so that threads do not hinder each other. */
const SPACING = 16;

/**
 * Shares out the units of a stage. Each thread has a part of its own, always the same, so that what it works on stays in
 * its cache; who is done early helps the others.
 */
export class WorkShare {
  readonly #counters: Int32Array;
  readonly #threads: number;
  readonly #thread: number;

  /** How many counters the threads need. */
  static countersFor(threads: number): number {
    return threads * SPACING;
  }

  /** @param counters zeros, shared by all threads */
  constructor(counters: Int32Array, threads: number, thread: number) {
    this.#counters = counters;
    this.#threads = threads;
    this.#thread = thread;
  }

  /** A unit nobody else has done or will do, or −1 where none is left. */
  claim(units: number): number {
    for (let turn = 0; turn < this.#threads; turn++) {
      const owner = (this.#thread + turn) % this.#threads;
      const first = Math.floor((units * owner) / this.#threads);
      const count = Math.floor((units * (owner + 1)) / this.#threads) - first;
      const counter = owner * SPACING;
      if (Atomics.load(this.#counters, counter) >= count) continue;
      const unit = Atomics.add(this.#counters, counter, 1);
      if (unit < count) return first + unit;
    }
    return -1;
  }

  /** Makes ready for the next stage; called while nobody claims. */
  reset(): void {
    for (let owner = 0; owner < this.#threads; owner++) {
      Atomics.store(this.#counters, owner * SPACING, 0);
    }
  }
}
