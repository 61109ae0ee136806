import * as simd from '../simd/accuracies';
import { binaryAccuracy, categoricalAccuracy, regressionAccuracy } from '../simd/compiled/code.generated';
import type { KernelSet } from './kernel-set';

export const binaryAccuracyKernels: KernelSet = { code: binaryAccuracy, simd: simd.binaryAccuracy };

export const categoricalAccuracyKernels: KernelSet = {
  code: categoricalAccuracy,
  simd: simd.categoricalAccuracy,
};

export const regressionAccuracyKernels: KernelSet = {
  code: regressionAccuracy,
  simd: simd.regressionAccuracy,
};
