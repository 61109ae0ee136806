import { adagrad, adam, rmsprop, sgd } from '../simd/compiled/code.generated';
import * as simd from '../simd/optimizers';
import type { KernelSet } from './kernel-set';

export const adagradKernels: KernelSet = { code: adagrad, simd: simd.adagrad };

export const adamKernels: KernelSet = { code: adam, simd: simd.adam };

export const rmspropKernels: KernelSet = { code: rmsprop, simd: simd.rmsprop };

export const sgdKernels: KernelSet = { code: sgd, simd: simd.sgd };
