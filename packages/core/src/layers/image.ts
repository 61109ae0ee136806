import { checkChoice, checkPositiveInteger } from '../checks';
import { UserError } from '../errors';
import type { ImageShape, SlidingWindow } from '../kernels/sliding-window';
import { formatShape, type Shape } from '../tensor/shape';

/**
 * What a window does at the border. `valid`: it stays inside. `same`: with a stride of 1 the output is as large as the
 * input, else ⌈size / stride⌉; what is missing is put half before and half, or one more, behind the image.
 */
export type Padding = 'valid' | 'same';

export const paddings: readonly Padding[] = ['valid', 'same'];

/** How large a window is, how far it slides, and what it does at the border. */
export interface WindowOptions {
  readonly height: number;
  readonly width: number;
  readonly stride: number;
  readonly padding: Padding;
}

/** @throws UserError where a size is no whole number > 0, or the padding unknown. */
export function checkWindow(
  type: string,
  size: number | readonly [height: number, width: number],
  stride: number,
  padding: Padding,
): WindowOptions {
  const [height, width] = typeof size === 'number' ? [size, size] : size;
  checkPositiveInteger(height, `${type}: the height of the window`);
  checkPositiveInteger(width, `${type}: the width of the window`);
  checkPositiveInteger(stride, `${type}: stride`);
  checkChoice(padding, paddings, `${type}: padding`);
  return { height, width, stride, padding };
}

/** @throws UserError where a sample is no image. */
export function checkImage(layer: string, shape: Shape): ImageShape {
  if (shape.length !== 3) {
    throw new UserError(
      `${layer} expects images [height, width, channels], got samples of the shape ${formatShape(shape)}; ` +
        'what a model takes is said by new Model({ inputShape: [28, 28, 1] })',
    );
  }
  const [height, width, channels] = shape;
  return { height, width, channels };
}

/** Where a window goes on an image. @throws UserError where it does not fit in. */
export function slide(
  layer: string,
  input: ImageShape,
  { height, width, stride, padding }: WindowOptions,
  channels: number,
): SlidingWindow {
  if (padding === 'valid' && (input.height < height || input.width < width)) {
    throw new UserError(
      `${layer}: a window of ${height} × ${width} does not fit into an image of ${input.height} × ${input.width}: use padding: 'same'`,
    );
  }
  const vertical = along(input.height, height, stride, padding);
  const horizontal = along(input.width, width, stride, padding);
  return {
    input,
    output: { height: vertical.count, width: horizontal.count, channels },
    height,
    width,
    stride,
    paddingTop: vertical.before,
    paddingLeft: horizontal.before,
  };
}

/** The shape of a sample that holds such an image. */
export function shapeOf({ height, width, channels }: ImageShape): Shape {
  return [height, width, channels];
}

function along(size: number, window: number, stride: number, padding: Padding) {
  if (padding === 'valid') return { count: Math.floor((size - window) / stride) + 1, before: 0 };
  const count = Math.ceil(size / stride);
  return { count, before: Math.floor(Math.max(0, (count - 1) * stride + window - size) / 2) };
}
