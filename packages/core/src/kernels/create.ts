import type { FloatType } from '../tensor/dtype';
import type { Kernels, Precision } from './kernels';
import { createReferenceKernels } from './reference';
import { createSimdKernels } from './simd';

/** The fastest kernels this machine has: WebAssembly SIMD for float32 where it is there, else the reference. */
export function createKernels(dtype: FloatType, precision: Precision): Kernels {
  const simd = dtype === 'float32' ? createSimdKernels(precision) : undefined;
  return simd ?? createReferenceKernels(dtype);
}
