import type { RandomStream } from '../random/random-stream';

/**
 * How a dense layer's weights begin. Each draws from N(0, σ²):
 * - `original`: σ = 0.01, as the original program and the book's chapter 3;
 * - `he`: σ = √(2 / inputs), for ReLU (He, Zhang, Ren & Sun 2015, equation 10);
 * - `glorot`: σ = √(2 / (inputs + outputs)), for tanh and sigmoid (Glorot & Bengio 2010, equation 12).
 */
export type Initializer = 'original' | 'he' | 'glorot';

export const initializers: readonly Initializer[] = ['original', 'he', 'glorot'];

/** Row-major weights [inputs, outputs], the n-th of them from the n-th number of the stream. */
export function initialWeights(
  initializer: Initializer,
  inputs: number,
  outputs: number,
  random: RandomStream,
): Float64Array {
  const deviation = {
    original: 0.01,
    he: Math.sqrt(2 / inputs),
    glorot: Math.sqrt(2 / (inputs + outputs)),
  }[initializer];
  return Float64Array.from({ length: inputs * outputs }, (_, n) => deviation * random.normal(n));
}
