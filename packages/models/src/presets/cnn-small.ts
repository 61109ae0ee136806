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

/** A convolutional network of under 100,000 parameters. */
export const cnnSmall = recipeOf({
  about: 'convolutions, under 100,000 parameters',
  inputShape: [28, 28, 1],
  layers: [
    new Rescale(1 / 255),
    ...convolution(1, 16),
    ...convolution(16, 16),
    new MaxPool2D(),
    ...convolution(16, 32),
    ...convolution(32, 32),
    new MaxPool2D(),
    ...convolution(32, 64),
    new GlobalAveragePool2D(),
    new Dense(64, 10, { initializer: 'glorot' }),
    new Softmax(),
  ],
  loss: new CategoricalCrossEntropy({ labelSmoothing: 0.05 }),
  optimizer: new AdamW({ learningRate: 0.01, weightDecay: 0.05, schedule: new OneCycle() }),
  epochs: 14,
  batchSize: 128,
  augment: [new HorizontalFlip(), new RandomShift(2)],
});
