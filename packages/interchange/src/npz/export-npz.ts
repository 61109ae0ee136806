import type { Model } from '@fmnist/core';
import { contentsOf } from '../json/model-config';
import { writeNpz } from './npz';

/**
 * A model's parameters as a .npz file, named and ordered as in a model file: `0.weights` [inputs, outputs], `0.biases`
 * [outputs], … in the model's own type. A Conv2D's weights are [inputs / groups, height, width, outputs]; a BatchNorm has
 * its running statistics with it, as `1.mean` and `1.variance`.
 *
 * @throws UserError where the model is not finalized.
 * @example
 * await writeFile('model.npz', exportNpz(model)); // in Python: numpy.load('model.npz')['0.weights']
 */
export function exportNpz(model: Model): Uint8Array<ArrayBuffer> {
  return writeNpz(contentsOf(model).parameters);
}
