import type { RandomStream } from '../random/random-stream';

/** The random numbers of one image at a time: the stream is cut into pieces of equal length, one for each row trained on. */
export class Draws {
  /** The number of the row, over all epochs. */
  row = 0;
  readonly #stream: RandomStream;
  readonly #perRow: number;

  /** @param perRow how many numbers a row has */
  constructor(stream: RandomStream, perRow: number) {
    this.#stream = stream;
    this.#perRow = perRow;
  }

  /** The row's n-th number, n < `perRow`: evenly spread over [0, 1). */
  uniform(n: number): number {
    return this.#stream.uniform(this.row * this.#perRow + n);
  }

  /** The row's n-th number as one of the numbers between two others. */
  between(low: number, high: number, n: number): number {
    return low + (high - low) * this.uniform(n);
  }

  /** The row's n-th number as a whole number from `low` to `high`, both included. */
  integer(low: number, high: number, n: number): number {
    return low + Math.floor((high - low + 1) * this.uniform(n));
  }
}
