import { pooling } from '../simd/compiled/code.generated';
import { pooling as simd } from '../simd/pooling';
import type { KernelSet } from './kernel-set';

/** What leaves of the parts of an image their largest number, or their mean. */
export const poolingKernels: KernelSet = { code: pooling, simd };
