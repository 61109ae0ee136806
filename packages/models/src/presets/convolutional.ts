import {
  AdamW,
  BatchNorm,
  CategoricalCrossEntropy,
  Conv2D,
  Dense,
  GlobalAveragePool2D,
  type Layer,
  MaxPool2D,
  OneCycle,
  ReLU,
  Rescale,
  Residual,
  Softmax,
} from '@fmnist/core';
import { type Recipe, type RecipeParts, recipeOf } from './recipe';

/** What the convolutional presets differ in. */
export interface ConvolutionalParts
  extends Pick<RecipeParts, 'about' | 'epochs' | 'augment' | 'temperature'> {
  /** The channels of the three stages, at 28 × 28, 14 × 14 and 7 × 7 pixels. */
  readonly widths: readonly [number, number, number];
}

/** A network of three stages of convolutions, and its training. */
export function convolutionalRecipe({
  widths: [first, second, third],
  ...parts
}: ConvolutionalParts): Recipe {
  return recipeOf({
    ...parts,
    inputShape: [28, 28, 1],
    layers: [
      new Rescale(1 / 255),
      ...stage(1, first),
      new MaxPool2D(),
      ...stage(first, second),
      new MaxPool2D(),
      ...stage(second, third),
      new GlobalAveragePool2D(),
      new Dense(third, 10, { initializer: 'glorot' }),
      new Softmax(),
    ],
    loss: new CategoricalCrossEntropy({ labelSmoothing: 0.05 }),
    optimizer: new AdamW({ learningRate: 0.01, weightDecay: 0.05, schedule: new OneCycle() }),
    batchSize: 128,
  });
}

/** Two convolutions, of which the second learns what to add to the first. */
function stage(inputs: number, outputs: number): Layer[] {
  return [
    ...convolution(inputs, outputs),
    new ReLU(),
    new Residual(convolution(outputs, outputs)),
    new ReLU(),
  ];
}

/** A convolution with a window of 3 × 3, normalized. */
function convolution(inputs: number, outputs: number): Layer[] {
  return [new Conv2D(inputs, outputs, { kernelSize: 3, padding: 'same', useBias: false }), new BatchNorm()];
}
