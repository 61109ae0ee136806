import { HorizontalFlip, RandomShift } from '@fmnist/core';
import { convolutionalRecipe } from './convolutional';

/** A convolutional network of under 100,000 parameters. */
export const cnnSmall = convolutionalRecipe({
  about: 'convolutions, under 100,000 parameters',
  widths: [16, 32, 64],
  epochs: 20,
  augment: [new HorizontalFlip(), new RandomShift(2)],
  temperature: 0.704,
});
