import type { FloatType } from '../../tensor/dtype';
import type { Kernels } from '../kernels';
import { baseKernels } from '../sets/base';
import type { KernelSet } from '../sets/kernel-set';
import { memory } from './memory';
import type { Rounding } from './rounding';

/**
 * The kernels as plain loops, one file a topic, to be read beside the book. They are the definition that faster
 * kernels are tested against, bit by bit, and what runs where WebAssembly SIMD is missing or float64 is asked for.
 */
export function createReferenceKernels(dtype: FloatType, sets: readonly KernelSet[]): Kernels {
  const round: Rounding = dtype === 'float32' ? Math.fround : (x) => x;
  const kernels = {
    dtype,
    shared: undefined,
    include(more: readonly KernelSet[]) {
      for (const { reference } of more) Object.assign(kernels, reference(round));
    },
    ...memory(dtype),
  };
  kernels.include([baseKernels, ...sets]);
  // Whole for those who named all the sets they need.
  return kernels as Kernels;
}
