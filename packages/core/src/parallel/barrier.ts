/** Where the counters of a {@link Barrier} stand. */
const ARRIVED = 0;
const GENERATION = 1;
const SLEEPING = 2;

/**
 * Where threads meet: nobody goes on before all are there. Whoever waits looks a while whether the last has come, which
 * takes less than a microsecond, and then sleeps until it is woken.
 */
export class Barrier {
  /** How many counters a barrier needs. */
  static readonly COUNTERS = 16;
  readonly #counters: Int32Array;
  readonly #threads: number;
  readonly #spins: number;

  /**
   * @param counters zeros, shared by all threads
   * @param spins how often to look before sleeping
   */
  constructor(counters: Int32Array, threads: number, spins: number) {
    this.#counters = counters;
    this.#threads = threads;
    this.#spins = spins;
  }

  /** @param between is done by the last to come, before anybody goes on */
  wait(between: () => void): void {
    const counters = this.#counters;
    const generation = Atomics.load(counters, GENERATION);
    if (Atomics.add(counters, ARRIVED, 1) === this.#threads - 1) {
      between();
      Atomics.store(counters, ARRIVED, 0);
      Atomics.store(counters, GENERATION, generation + 1);
      if (Atomics.load(counters, SLEEPING) > 0) Atomics.notify(counters, GENERATION);
      return;
    }
    for (let spin = this.#spins; spin > 0; spin--) {
      if (Atomics.load(counters, GENERATION) !== generation) return;
    }
    Atomics.add(counters, SLEEPING, 1);
    while (Atomics.load(counters, GENERATION) === generation) {
      Atomics.wait(counters, GENERATION, generation);
    }
    Atomics.sub(counters, SLEEPING, 1);
  }
}
