import type { FloatType } from '../../tensor/dtype';
import type { Kernels } from '../kernels';
import { binaryAccuracy, categoricalAccuracy, regressionAccuracy } from './accuracies';
import { activationGradients, activations, leakyRelu, sigmoid, softmax, tanh } from './activations';
import { affine, affineGradients } from './affine';
import { convolutions } from './convolutions';
import { binaryCrossEntropy, categoricalCrossEntropy, meanAbsoluteError, meanSquaredError } from './losses';
import { memory } from './memory';
import { normalization } from './normalization';
import { adagrad, adam, regularization, rmsprop, sgd } from './optimizers';
import { parameters } from './parameters';
import { pooling } from './pooling';
import { random } from './random';
import type { Rounding } from './rounding';

/**
 * The kernels as plain loops, one file a topic, to be read beside the book. They are the definition that faster
 * kernels are tested against, bit by bit, and what runs where WebAssembly SIMD is missing or float64 is asked for.
 */
export function plainKernels(dtype: FloatType): Kernels {
  const round: Rounding = dtype === 'float32' ? Math.fround : (x) => x;
  return {
    dtype,
    shared: undefined,
    include() {},
    ...memory(dtype),
    ...parameters,
    ...random,
    ...activations(round),
    ...activationGradients(round),
    ...softmax(round),
    ...leakyRelu(round),
    ...sigmoid(round),
    ...tanh(round),
    ...affine(round),
    ...affineGradients(round),
    ...convolutions(round),
    ...pooling(round),
    ...normalization(round),
    ...categoricalCrossEntropy(round),
    ...binaryCrossEntropy(),
    ...meanSquaredError(),
    ...meanAbsoluteError(),
    ...categoricalAccuracy,
    ...binaryAccuracy,
    ...regressionAccuracy,
    ...regularization(round),
    ...sgd(round),
    ...adagrad(round),
    ...rmsprop(round),
    ...adam(round),
  };
}
