import * as simd from '../simd/activations';
import { leakyRelu, sigmoid, softmax, tanh } from '../simd/compiled/code.generated';
import type { KernelSet } from './kernel-set';

/** Forwards; the way back is one of {@link trainingKernels}. */
export const softmaxKernels: KernelSet = { code: softmax, simd: simd.softmax };

export const leakyReluKernels: KernelSet = { code: leakyRelu, simd: simd.leakyRelu };

export const sigmoidKernels: KernelSet = { code: sigmoid, simd: simd.sigmoid };

export const tanhKernels: KernelSet = { code: tanh, simd: simd.tanh };
