import { UserError } from '../errors';
import { formatShape, sizeOf } from '../tensor/shape';
import type { Tensor } from '../tensor/tensor';
import type { Network } from './network';

/**
 * Checks that a tensor holds samples of the network: the first axis counts them, the others make one up.
 * @param name what messages call the tensor
 * @returns how many there are
 * @throws UserError where it is none, as callers without types may give, samples have another size, or there are none.
 */
export function checkSamples(x: Tensor, { inputShape }: Network, name: string): number {
  // Not by its class: another copy of this package may have made it.
  if (!x?.shape) throw new UserError(`${name} must be a Tensor; Tensor.from makes one of nested arrays`);
  const [count, ...sampleShape] = x.shape;
  if (x.rank < 2 || sizeOf(sampleShape) !== sizeOf(inputShape)) {
    throw new UserError(
      `The model expects samples of shape ${formatShape(inputShape)}, so ${name} must be ` +
        `[rows, ${inputShape.join(', ')}]; got ${formatShape(x.shape)}`,
    );
  }
  if (count === 0) throw new UserError(`There is nothing to do: ${name} has no rows`);
  return count;
}
