import type { Matrix } from './kernels';

/** What is drawn at random, by counter. */
export interface RandomKernels {
  /**
   * Fills a mask with 0, or 1 / (1 − rate) where the element is kept. Element (row, column) is kept where number
   * `first + row·columns + column` of the stream with the given key is at least `rate`.
   */
  dropoutMask(mask: Matrix, key: StreamKey, first: number, rate: number, start: number, end: number): void;
  /** Fills `order` with the whole numbers from 0 on, in the order of `RandomStream.permutation`. */
  permute(order: Int32Array, key: StreamKey): void;
}

/** The key of a stream of random numbers: two unsigned 32-bit words. */
export interface StreamKey {
  readonly low: number;
  readonly high: number;
}
