import { affine as simd } from '../simd/affine';
import { affine } from '../simd/compiled/code.generated';
import type { KernelSet } from './kernel-set';

/** The dense layer forwards. */
export const affineKernels: KernelSet = { code: affine, fusable: true, simd };
