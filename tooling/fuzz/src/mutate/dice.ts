import { RandomStream } from '@fmnist/core';

/** Random choices, the same for the same seed and name. */
export class Dice {
  readonly #stream: RandomStream;
  #drawn = 0;

  constructor(seed: number, name: string) {
    this.#stream = new RandomStream(seed, name);
  }

  /** A whole number from 0 to `limit − 1`. */
  below(limit: number): number {
    return Math.floor(this.#stream.uniform(this.#drawn++) * limit);
  }

  /** Whether something with a chance of one in `count` happens. */
  oneIn(count: number): boolean {
    return this.below(count) === 0;
  }

  /** One of the items, of which there must be some. */
  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)];
  }

  /** Often a small number, seldom a large one; at least 1, at most `limit`. */
  length(limit: number): number {
    return 1 + this.below(Math.min(limit, 2 ** this.below(10)));
  }
}
