import fc from 'fast-check';
import { expect } from 'vitest';
import type { Kernels, Matrix } from '../src/kernels/kernels';
import { plainKernels } from '../src/kernels/reference';
import { createSimdKernels } from '../src/kernels/simd';
import { fuse } from '../src/kernels/simd/fuse';
import { RandomStream } from '../src/random/random-stream';
import { allKernelSets } from './all-kernel-sets';

export const reference = plainKernels('float32');
export const simd = createSimdKernels(allKernelSets) as Kernels;
const fast = createSimdKernels(allKernelSets, fuse) as Kernels;
const UNTOUCHED = 77;

/** What a kernel is tried on: a function of kernels that makes what it needs and tells what came of it. */
export type Trial = (kernels: Kernels) => ArrayLike<number>;

/** Expects a trial to end with the same numbers, 0 and −0 told apart, with SIMD as with the reference. */
export function expectSameBits(trial: Trial): void {
  const { made, pieces } = simd.trace(() => trial(simd));
  simd.release(pieces);
  expect(Array.from(made)).toEqual(Array.from(trial(reference)));
}

/** Expects a trial to end with about the same numbers with `fast` as with exact SIMD. @returns both */
export function expectCloseResults(trial: Trial): { exactly: ArrayLike<number>; quickly: ArrayLike<number> } {
  const [exactly, quickly] = [trial(simd), trial(fast)];
  const scale = Math.max(...Array.from(exactly, Math.abs));
  for (let i = 0; i < exactly.length; i++) {
    expect(Math.abs(exactly[i] - quickly[i])).toBeLessThan(1e-5 * scale);
  }
  return { exactly, quickly };
}

const SPECIAL = [Number.NaN, Infinity, -Infinity, 1e-40, 1e-17, -1e-16, 1e-29];

/** Numbers of all sizes, a half of them 0, some −0, and few that are not finite, where asked for. */
export function numbers(seed: number, count: number, special = false): Float32Array {
  const random = new RandomStream(seed, 'numbers');
  return Float32Array.from({ length: count }, (_, n) => {
    const kind = random.uniform(3 * n);
    if (kind < 0.45) return kind < 0.05 ? -0 : 0;
    if (special && kind > 0.97) return SPECIAL[Math.floor(kind * 1e4) % SPECIAL.length];
    return random.normal(3 * n + 1) * 10 ** Math.floor(random.uniform(3 * n + 2) * 4 - 2);
  });
}

/** A matrix of the kernels with the given numbers, row by row. */
export function matrix(kernels: Kernels, rows: number, columns: number, values: ArrayLike<number>): Matrix {
  const made = kernels.createMatrix(rows, columns);
  kernels.writeMatrix(
    made,
    Float32Array.from({ length: rows * columns }, (_, i) => values[i]),
  );
  return made;
}

/** A matrix for a result, full of a number that is seen where nothing was written. */
export function empty(kernels: Kernels, rows: number, columns: number): Matrix {
  return matrix(kernels, rows, columns, new Array<number>(rows * columns).fill(UNTOUCHED));
}

export const seeds = fc.nat(1e6);

/** Some rows of `rows`, at least one. */
export function range(rows: number, seed: number): { start: number; end: number } {
  const start = seed % rows;
  return { start, end: start + 1 + (Math.floor(seed / rows) % (rows - start)) };
}
