import {
  AdamW,
  CategoricalCrossEntropy,
  Dense,
  GlobalAveragePool2D,
  HorizontalFlip,
  MaxPool2D,
  OneCycle,
  RandomErasing,
  RandomShift,
  Rescale,
  Softmax,
} from '@fmnist/core';
import { recipeOf } from './recipe';
import { stage } from './stage';

/** A convolutional network of under a million parameters. */
export const cnn = recipeOf({
  about: 'more convolutions, under 1,000,000 parameters: the best there is here',
  inputShape: [28, 28, 1],
  layers: [
    new Rescale(1 / 255),
    ...stage(1, 32),
    new MaxPool2D(),
    ...stage(32, 64),
    new MaxPool2D(),
    ...stage(64, 128),
    new GlobalAveragePool2D(),
    new Dense(128, 10, { initializer: 'glorot' }),
    new Softmax(),
  ],
  loss: new CategoricalCrossEntropy({ labelSmoothing: 0.05 }),
  optimizer: new AdamW({ learningRate: 0.01, weightDecay: 0.05, schedule: new OneCycle() }),
  epochs: 18,
  batchSize: 128,
  augment: [new HorizontalFlip(), new RandomShift(2), new RandomErasing({ probability: 0.25 })],
});
