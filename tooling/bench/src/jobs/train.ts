import type { TrainAnswer } from '../messages';
import { median } from '../statistics';
import { compareAccuracy, formatAccuracy } from './accuracies';
import type { Job } from './job';
import { formatNumber, formatRatio, formatSpread, resultsOf, toRows } from './rows';
import { accuracyAfter, epochsOf, secondsPerEpoch, setupsOf } from './trainings';

/** How far accuracies may be apart after as many epochs, from 0 to 1. */
const TOLERANCE = 0.01;

const medianSeconds = (trainings: readonly TrainAnswer[]) => median(trainings.map(secondsPerEpoch));

export const trainJob: Job = {
  name: 'train',
  async run(context) {
    const entries = await context.trainings();
    const oneThread = resultsOf(entries, 'ours-1');
    const twoThreads = resultsOf(entries, 'ours-2');
    const ours = twoThreads ?? oneThread ?? [];
    return {
      name: 'train',
      title: 'Training',
      about:
        'Seconds an epoch over the 60,000 training images: 784-128-128-10 with ReLU, softmax and cross-entropy, batches ' +
        'of 128, shuffled, Adam (0.002, decay 5e-4), L2 5e-4 on the first layer. The first epoch warms up where there is ' +
        'more than one. The accuracy is that on the 10,000 test images after so many epochs; "ours then" is that of ours ' +
        'after as many. Where they are more than one point apart, the row says so.',
      columns: [
        'contender',
        's an epoch',
        'lowest–highest',
        'of ours, 2 threads',
        'of ours, 1 thread',
        'epochs',
        'accuracy',
        'ours then',
        'remarks',
      ],
      rows: toRows(
        entries,
        7,
        medianSeconds,
        ({ results }) => {
          const seconds = results.map(secondsPerEpoch);
          const epochs = epochsOf(results);
          return [
            formatNumber(median(seconds)),
            formatSpread(seconds),
            formatRatio(median(seconds), twoThreads && medianSeconds(twoThreads), 'as long'),
            formatRatio(median(seconds), oneThread && medianSeconds(oneThread), 'as long'),
            String(epochs),
            formatAccuracy(accuracyAfter(results, epochs)),
            formatAccuracy(accuracyAfter(ours, epochs)),
          ];
        },
        ({ results }) => [...setupsOf(results), ...compareAccuracy(results, ours, TOLERANCE)].join('; '),
      ),
      details: { entries },
    };
  },
};
