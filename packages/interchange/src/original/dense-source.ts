import type { Tensor } from '@fmnist/core';
import type { FloatArrays } from './float-arrays';
import { OriginalFileError } from './original-file-error';
import type { PickleValue } from './pickle-value';

/** A dense layer's parameters as a file has them. */
export interface DenseSource {
  /** What messages call it, as `dense layer 2`. */
  readonly title: string;
  /** [inputs, outputs] */
  readonly weights: Tensor;
  /** [outputs] */
  readonly biases: Tensor;
}

/**
 * The parameters of the dense layer that follows others.
 * @param before the dense layers before it
 * @param at the byte where the layer, or the pair of its parameters, begins
 * @throws OriginalFileError where these are no weights [inputs, outputs] and biases [1, outputs] or [outputs], or the
 *   inputs are not the outputs of the layer before.
 */
export function readDense(
  weightsValue: PickleValue | undefined,
  biasesValue: PickleValue | undefined,
  before: readonly DenseSource[],
  at: number,
  arrays: FloatArrays,
): DenseSource {
  const title = `dense layer ${before.length + 1}`;
  const weights = arrays.take(weightsValue, at, `the weights of ${title}`);
  if (weights.rank !== 2 || weights.size === 0) {
    throw new OriginalFileError(
      at,
      `the shape of the weights of ${title} is ${shapeOf(weights)}, which should be [inputs, outputs]`,
    );
  }
  const [inputs, outputs] = weights.shape;
  const previous = before.at(-1);
  if (previous && previous.biases.size !== inputs) {
    throw new OriginalFileError(
      at,
      `${title} takes ${inputs} numbers, but ${previous.title} before it gives ${previous.biases.size}`,
    );
  }
  return { title, weights, biases: takeRow(biasesValue, outputs, at, `the biases of ${title}`, arrays) };
}

/**
 * A row of numbers, which the original program stores as [1, length].
 * @returns a tensor [length]
 * @throws OriginalFileError where the value is anything else.
 */
export function takeRow(
  value: PickleValue | undefined,
  length: number,
  at: number,
  what: string,
  arrays: FloatArrays,
): Tensor {
  const row = arrays.take(value, at, what);
  if (row.size !== length || (row.rank === 2 && row.shape[0] !== 1)) {
    throw new OriginalFileError(
      at,
      `the shape of ${what} is ${shapeOf(row)}, which should be [1, ${length}]`,
    );
  }
  return row.reshape([length]);
}

function shapeOf({ shape }: Tensor): string {
  return `[${shape.join(', ')}]`;
}
