import { BatchNorm, Conv2D, type Layer, ReLU } from '@fmnist/core';

/** A convolution with a window of 3 × 3, normalized, and what of it is above 0. */
export function convolution(inputs: number, outputs: number): Layer[] {
  return [
    new Conv2D(inputs, outputs, { kernelSize: 3, padding: 'same', useBias: false }),
    new BatchNorm(),
    new ReLU(),
  ];
}
