import { RandomStream } from '@fmnist/core';

/** Random decisions, one after the other: the same for the same seed and path. */
export class Dice {
  readonly #stream: RandomStream;
  #thrown = 0;

  /**
   * @param seed a whole number from 0 to 2^32 − 1
   * @param path what is decided, from the general to the particular
   */
  constructor(seed: number, ...path: (string | number)[]) {
    this.#stream = new RandomStream(seed, 'pictures', ...path);
  }

  /** A number from `low` up to `high`. */
  between(low: number, high: number): number {
    return low + (high - low) * this.#stream.uniform(this.#thrown++);
  }

  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number {
    return Math.floor(this.between(low, high + 1));
  }

  /** True in a share of `probability` of the throws. */
  chance(probability: number): boolean {
    return this.between(0, 1) < probability;
  }

  /** One of the list. */
  pick<T>(list: readonly T[]): T {
    return list[this.whole(0, list.length - 1)];
  }
}
