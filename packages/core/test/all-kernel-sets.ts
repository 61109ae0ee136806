import * as accuracies from '../src/kernels/sets/accuracies';
import * as activations from '../src/kernels/sets/activations';
import { convolutionKernels } from '../src/kernels/sets/convolution';
import type { KernelSet } from '../src/kernels/sets/kernel-set';
import * as losses from '../src/kernels/sets/losses';
import { normalizationKernels } from '../src/kernels/sets/normalization';
import * as optimizers from '../src/kernels/sets/optimizers';
import { poolingKernels } from '../src/kernels/sets/pooling';
import { trainingKernels } from '../src/kernels/sets/training';

/** All kernels there are, beside those that every network has. */
export const allKernelSets: readonly KernelSet[] = [
  ...trainingKernels,
  ...[activations, losses, accuracies, optimizers].flatMap((sets) => Object.values(sets)),
  convolutionKernels,
  poolingKernels,
  normalizationKernels,
];
