import { UserError } from '../errors';
import type { FloatType } from '../tensor/dtype';
import type { Kernels } from './kernels';
import type { KernelSet } from './sets/kernel-set';
import { createSimdKernels } from './simd';
import type { CodeChange } from './simd/fuse';

/** Makes all kernels there are, for machines and element types that the compiled ones are not for. */
export type Fallback = (dtype: FloatType) => Kernels;

/**
 * The fastest kernels this machine has: WebAssembly SIMD for float32 where it is there, else the fallback.
 * @param sets what is needed beside memory and activations
 * @param fuse what fuses multiplications with additions, where results may differ from machine to machine
 * @throws UserError where a fallback is needed and there is none.
 */
export function createKernels(
  dtype: FloatType,
  sets: readonly KernelSet[],
  fallback: Fallback | undefined,
  fuse?: CodeChange,
): Kernels {
  const simd = dtype === 'float32' ? createSimdKernels(sets, fuse) : undefined;
  const kernels = simd ?? fallback?.(dtype);
  if (!kernels) {
    throw new UserError(
      `There is no WebAssembly SIMD for ${dtype} here: give { fallback: plainKernels }, or use a Model`,
    );
  }
  return kernels;
}
