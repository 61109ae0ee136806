import { UserError } from '../errors';
import { formatShape, sizeOf } from '../tensor/shape';
import type { Tensor } from '../tensor/tensor';
import type { Network } from './network';

/**
 * Checks that a tensor holds samples of the network: the first axis counts them, the others make one up.
 * @param name what messages call the tensor
 * @returns how many there are
 * @throws UserError where samples have another size, or there are none.
 */
export function checkSamples(x: Tensor, { inputShape }: Network, name: string): number {
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
