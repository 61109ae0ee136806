import { normalization } from '../simd/compiled/code.generated';
import { normalization as simd } from '../simd/normalization';
import type { KernelSet } from './kernel-set';

/** Means and deviations over a batch. */
export const normalizationKernels: KernelSet = { code: normalization, simd };
