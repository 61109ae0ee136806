import {
  binaryCrossEntropy,
  categoricalCrossEntropy,
  meanAbsoluteError,
  meanSquaredError,
} from '../simd/compiled/code.generated';
import * as simd from '../simd/losses';
import type { KernelSet } from './kernel-set';

export const binaryCrossEntropyKernels: KernelSet = {
  code: binaryCrossEntropy,
  simd: simd.binaryCrossEntropy,
};

export const categoricalCrossEntropyKernels: KernelSet = {
  code: categoricalCrossEntropy,
  simd: simd.categoricalCrossEntropy,
};

export const meanAbsoluteErrorKernels: KernelSet = { code: meanAbsoluteError, simd: simd.meanAbsoluteError };

export const meanSquaredErrorKernels: KernelSet = { code: meanSquaredError, simd: simd.meanSquaredError };
