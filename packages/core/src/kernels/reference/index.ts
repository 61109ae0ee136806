import type { FloatType } from '../../tensor/dtype';
import type { Kernels } from '../kernels';
import { accuracies } from './accuracies';
import { activations } from './activations';
import { affine } from './affine';
import { convolutions } from './convolutions';
import { losses } from './losses';
import { memory } from './memory';
import { normalization } from './normalization';
import { optimizers } from './optimizers';
import { pooling } from './pooling';
import { random } from './random';
import type { Rounding } from './rounding';

/**
 * The kernels as plain loops, one file a topic, to be read beside the book. They are the definition that faster
 * kernels are tested against, bit by bit, and what runs where WebAssembly SIMD is missing or float64 is asked for.
 */
export function createReferenceKernels(dtype: FloatType): Kernels {
  const round: Rounding = dtype === 'float32' ? Math.fround : (x) => x;
  return {
    dtype,
    shared: undefined,
    ...memory(dtype),
    ...affine(round),
    ...convolutions(round),
    ...pooling(round),
    ...normalization(round),
    ...activations(round),
    ...losses(round),
    ...accuracies,
    ...random,
    ...optimizers(round),
  };
}
