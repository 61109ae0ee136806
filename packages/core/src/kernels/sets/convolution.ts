import { convolution } from '../simd/compiled/code.generated';
import { convolutions as simd } from '../simd/convolutions';
import type { KernelSet } from './kernel-set';

/** The products of the convolutional layer. */
export const convolutionKernels: KernelSet = { code: convolution, fusable: true, simd };
