import { log } from '../elementary/log';
import { cosAndSinOfTurn } from '../elementary/turn';
import { UserError } from '../errors';
import { type Block, threefry } from './threefry';

const WORD = 2 ** 32;

/**
 * An endless list of random numbers: the n-th is a function of (seed, path, n) and of nothing else. Streams of
 * different paths are independent, so "the dropout of layer 3" never depends on how often something else drew.
 *
 * @example
 * const stream = new RandomStream(1, 'dropout', 3);
 * stream.uniform(0) === new RandomStream(1, 'dropout', 3).uniform(0); // true
 */
export class RandomStream {
  /** The 64-bit key the stream draws with, as two unsigned 32-bit words. */
  readonly key: Readonly<Block>;
  readonly #block: Block = { low: 0, high: 0 };

  /**
   * @param seed a whole number from 0 to 2^32 − 1
   * @param path what the stream is for, from the general to the particular: names and whole numbers ≥ 0
   * @throws UserError where the seed is not one.
   */
  constructor(seed: number, ...path: (string | number)[]) {
    if (!Number.isInteger(seed) || seed < 0 || seed >= WORD) {
      throw new UserError(`A seed is a whole number from 0 to ${WORD - 1}, got ${seed}`);
    }
    let key: Block = { low: seed, high: 0 };
    for (const step of path) {
      const text = typeof step === 'string';
      const word = text ? hash(step) : step;
      key = threefry(key.low, key.high, (word % WORD) | 0, (text ? 1 << 31 : 0) | Math.floor(word / WORD), {
        low: 0,
        high: 0,
      });
    }
    this.key = key;
  }

  /** The n-th number as a whole number from 0 to 2^32 − 1. */
  uint32(n: number): number {
    const block = this.#blockAt(Math.floor(n / 2));
    return n % 2 === 0 ? block.low : block.high;
  }

  /** The n-th number, evenly spread over [0, 1) in steps of 2^−32. */
  uniform(n: number): number {
    return this.uint32(n) / WORD;
  }

  /**
   * The n-th number, normally distributed with mean 0 and variance 1, by the method of Box and Muller (1958): one
   * block of 64 bits gives the numbers 2i and 2i + 1.
   */
  normal(n: number): number {
    const block = this.#blockAt(Math.floor(n / 2));
    const radius = Math.sqrt(-2 * log((block.low + 1) / WORD));
    const turn = cosAndSinOfTurn(block.high / WORD);
    return radius * (n % 2 === 0 ? turn.cos : turn.sin);
  }

  /** The whole numbers from 0 to `length` − 1 in random order (Fisher & Yates, as in Durstenfeld 1964). */
  permutation(length: number): Uint32Array<ArrayBuffer> {
    const order = Uint32Array.from({ length }, (_, index) => index);
    for (let last = length - 1; last > 0; last--) {
      const pick = Math.floor(this.uniform(last) * (last + 1));
      const value = order[last];
      order[last] = order[pick];
      order[pick] = value;
    }
    return order;
  }

  #blockAt(index: number): Block {
    return threefry(this.key.low, this.key.high, (index % WORD) | 0, Math.floor(index / WORD), this.#block);
  }
}

/** FNV-1a over UTF-16 code units (Fowler, Noll & Vo): names become words. */
function hash(name: string): number {
  let word = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) word = Math.imul(word ^ name.charCodeAt(i), 0x01000193);
  return word >>> 0;
}
