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
import { recipeOf } from './recipe';
import { stage } from './stage';

/** A convolutional network of under 100,000 parameters. */
export const cnnSmall = recipeOf({
  about: 'convolutions, under 100,000 parameters',
  inputShape: [28, 28, 1],
  layers: [
    new Rescale(1 / 255),
    ...stage(1, 16),
    new MaxPool2D(),
    ...stage(16, 32),
    new MaxPool2D(),
    ...stage(32, 64),
    new GlobalAveragePool2D(),
    new Dense(64, 10, { initializer: 'glorot' }),
    new Softmax(),
  ],
  loss: new CategoricalCrossEntropy({ labelSmoothing: 0.05 }),
  optimizer: new AdamW({ learningRate: 0.01, weightDecay: 0.05, schedule: new OneCycle() }),
  epochs: 20,
  batchSize: 128,
  augment: [new HorizontalFlip(), new RandomShift(2)],
  temperature: 0.704,
});
