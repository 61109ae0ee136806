import type { RandomStream } from '../random/random-stream';

/**
 * How the weights of a layer begin. Each draws from N(0, σ²); fan in is how many numbers an output is made of, fan out
 * how many outputs a number goes into:
 * - `original`: σ = 0.01, as the original program and the book's chapter 3;
 * - `he`: σ = √(2 / fan in), for ReLU (He, Zhang, Ren & Sun 2015, equation 10);
 * - `glorot`: σ = √(2 / (fan in + fan out)), for tanh and sigmoid (Glorot & Bengio 2010, equation 12).
 */
export type Initializer = 'original' | 'he' | 'glorot';

export const initializers: readonly Initializer[] = ['original', 'he', 'glorot'];

/** `count` row-major weights, the n-th of them from the n-th number of the stream. */
export function initialWeights(
  initializer: Initializer,
  count: number,
  { fanIn, fanOut }: { fanIn: number; fanOut: number },
  random: RandomStream,
): Float64Array {
  const deviation = {
    original: 0.01,
    he: Math.sqrt(2 / fanIn),
    glorot: Math.sqrt(2 / (fanIn + fanOut)),
  }[initializer];
  return Float64Array.from({ length: count }, (_, n) => deviation * random.normal(n));
}
