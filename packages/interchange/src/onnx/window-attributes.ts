import type { SlidingWindow } from '@fmnist/core';
import type { OnnxAttribute } from './graph';

/**
 * Where a window goes, as `Conv`, `MaxPool` and `AveragePool` of ONNX are told. Padding is as much as lets the last window
 * in: before the image what the core puts there, behind it the rest.
 */
export function windowAttributes(window: SlidingWindow): OnnxAttribute[] {
  const { input, output, height, width, stride, paddingTop, paddingLeft } = window;
  const behind = (size: number, count: number, length: number, before: number) =>
    Math.max(0, (count - 1) * stride + length - before - size);
  const paddingBottom = behind(input.height, output.height, height, paddingTop);
  const paddingRight = behind(input.width, output.width, width, paddingLeft);
  return [
    { name: 'kernel_shape', kind: 'ints', values: [height, width] },
    { name: 'pads', kind: 'ints', values: [paddingTop, paddingLeft, paddingBottom, paddingRight] },
    { name: 'strides', kind: 'ints', values: [stride, stride] },
  ];
}
