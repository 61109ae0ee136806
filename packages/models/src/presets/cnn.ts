import { HorizontalFlip, RandomErasing, RandomShift } from '@fmnist/core';
import { convolutionalRecipe } from './convolutional';

/** A convolutional network of under a million parameters. */
export const cnn = convolutionalRecipe({
  about: 'more convolutions, under 1,000,000 parameters: the best there is here',
  widths: [32, 64, 128],
  epochs: 18,
  augment: [new HorizontalFlip(), new RandomShift(2), new RandomErasing({ probability: 0.25 })],
  temperature: 0.716,
});
