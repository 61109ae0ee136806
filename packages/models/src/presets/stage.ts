import { BatchNorm, Conv2D, type Layer, ReLU, Residual } from '@fmnist/core';

/** A convolution with a window of 3 × 3, normalized. */
function convolution(inputs: number, outputs: number): Layer[] {
  return [new Conv2D(inputs, outputs, { kernelSize: 3, padding: 'same', useBias: false }), new BatchNorm()];
}

/** Two convolutions, of which the second learns what to add to the first. */
export function stage(inputs: number, outputs: number): Layer[] {
  return [
    ...convolution(inputs, outputs),
    new ReLU(),
    new Residual(convolution(outputs, outputs)),
    new ReLU(),
  ];
}
