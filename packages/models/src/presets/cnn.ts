import {
  AdamW,
  CategoricalCrossEntropy,
  Dense,
  GlobalAveragePool2D,
  HorizontalFlip,
  MaxPool2D,
  OneCycle,
  RandomShift,
  Rescale,
  Softmax,
} from '@fmnist/core';
import { convolution } from './cnn-layers';
import { recipeOf } from './recipe';

/** A convolutional network of under a million parameters. */
export const cnn = recipeOf({
  about: 'more convolutions, under 1,000,000 parameters: the best there is here',
  inputShape: [28, 28, 1],
  layers: [
    new Rescale(1 / 255),
    ...convolution(1, 32),
    ...convolution(32, 32),
    new MaxPool2D(),
    ...convolution(32, 64),
    ...convolution(64, 64),
    new MaxPool2D(),
    ...convolution(64, 128),
    new GlobalAveragePool2D(),
    new Dense(128, 10, { initializer: 'glorot' }),
    new Softmax(),
  ],
  loss: new CategoricalCrossEntropy({ labelSmoothing: 0.05 }),
  optimizer: new AdamW({ learningRate: 0.01, weightDecay: 0.05, schedule: new OneCycle() }),
  epochs: 20,
  batchSize: 128,
  augment: [new HorizontalFlip(), new RandomShift(2)],
});
