import { activations as simd } from '../simd/activations';
import { base } from '../simd/compiled/code.generated';
import type { KernelSet } from './kernel-set';

/** What every network needs. */
export const baseKernels: KernelSet = { code: base, simd };
