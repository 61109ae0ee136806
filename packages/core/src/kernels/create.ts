import type { FloatType } from '../tensor/dtype';
import type { Kernels } from './kernels';
import { createReferenceKernels } from './reference';
import type { KernelSet } from './sets/kernel-set';
import { createSimdKernels } from './simd';
import type { CodeChange } from './simd/fuse';

/**
 * The fastest kernels this machine has: WebAssembly SIMD for float32 where it is there, else the reference.
 * @param sets what is needed beside memory and activations
 * @param fuse what fuses multiplications with additions, where results may differ from machine to machine
 */
export function createKernels(dtype: FloatType, sets: readonly KernelSet[], fuse?: CodeChange): Kernels {
  const simd = dtype === 'float32' ? createSimdKernels(sets, fuse) : undefined;
  return simd ?? createReferenceKernels(dtype, sets);
}
