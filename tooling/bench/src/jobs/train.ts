import type { Job } from './job';
import { trainingSection } from './training-section';

export const trainJob: Job = {
  name: 'train',
  run: async (context) =>
    trainingSection(await context.trainings(), {
      name: 'train',
      title: 'Training',
      about:
        'Seconds an epoch over the 60,000 training images: 784-128-128-10 with ReLU, softmax and cross-entropy, batches ' +
        'of 128, shuffled, Adam (0.002, decay 5e-4), L2 5e-4 on the first layer. The first epoch warms up where there is ' +
        'more than one. The accuracy is that on the 10,000 test images after so many epochs; "ours then" is that of ours ' +
        'after as many. Where they are more than one point apart, the row says so.',
    }),
};
