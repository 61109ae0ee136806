import {
  AdamW,
  BatchNorm,
  CategoricalCrossEntropy,
  Dense,
  Dropout,
  Flatten,
  HorizontalFlip,
  OneCycle,
  RandomShift,
  ReLU,
  Rescale,
  Softmax,
} from '@fmnist/core';
import { recipeOf } from './recipe';

/** Dense layers alone, as good as they get. */
export const mlp = recipeOf({
  about: 'dense layers alone, wider, trained on mirrored and shifted pictures',
  inputShape: [28, 28, 1],
  layers: [
    new Rescale(1 / 255),
    new Flatten(),
    new Dense(28 * 28, 512, { initializer: 'he' }),
    new BatchNorm(),
    new ReLU(),
    new Dropout(0.2),
    new Dense(512, 256, { initializer: 'he' }),
    new BatchNorm(),
    new ReLU(),
    new Dropout(0.2),
    new Dense(256, 10, { initializer: 'glorot' }),
    new Softmax(),
  ],
  loss: new CategoricalCrossEntropy({ labelSmoothing: 0.05 }),
  optimizer: new AdamW({ learningRate: 0.004, weightDecay: 0.05, schedule: new OneCycle() }),
  epochs: 65,
  batchSize: 128,
  augment: [new HorizontalFlip(), new RandomShift(1)],
  temperature: 0.789,
});
