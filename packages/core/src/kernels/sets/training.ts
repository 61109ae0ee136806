import { activationGradients } from '../simd/activations';
import { affineGradients } from '../simd/affine';
import { training } from '../simd/compiled/code.generated';
import { regularization } from '../simd/optimizers';
import { parameters } from '../simd/parameters';
import { random } from '../simd/random';
import { affineKernels } from './affine';
import type { KernelSet } from './kernel-set';

/** The way back through the layers that nearly every network has, and what else every training needs. */
const gradients: KernelSet = {
  code: training,
  simd: (wasm, scratch) => ({
    ...activationGradients(wasm),
    ...affineGradients(wasm, scratch),
    ...regularization(wasm),
    ...parameters(wasm),
    ...random(wasm),
  }),
};

/** What training adds to the layers. Losses, accuracies and optimizers name their own. */
export const trainingKernels: readonly KernelSet[] = [affineKernels, gradients];
