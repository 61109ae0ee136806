import { UserError } from '../errors';
import type { ImageShape } from '../kernels/sliding-window';
import { formatShape, type Shape, sizeOf } from '../tensor/shape';

/**
 * Samples of a shape as images.
 * @param caller what wants images, for messages
 * @throws UserError where they are none: neither [height, width] nor [height, width, channels].
 */
export function imageShapeOf(shape: Shape, caller: string): ImageShape {
  if (shape.length !== 2 && shape.length !== 3) {
    throw new UserError(
      `${caller} needs images, [height, width] or [height, width, channels], but the model takes samples of the shape ` +
        `${formatShape(shape)}: say what they are by new Model({ inputShape: [28, 28] }), with a Flatten before a Dense`,
    );
  }
  const [height, width] = shape;
  return { height, width, channels: sizeOf(shape.slice(2)) };
}
