import type { TrainAnswer } from '../messages';
import { median } from '../statistics';
import { compareAccuracy, formatAccuracy } from './accuracies';
import type { Entry, Section } from './job';
import { formatNumber, formatRatio, formatSpread, resultsOf, toRows } from './rows';
import { accuracyAfter, epochsOf, secondsPerEpoch, setupsOf } from './trainings';

/** How far accuracies may be apart after as many epochs, from 0 to 1. */
const TOLERANCE = 0.01;

const medianSeconds = (trainings: readonly TrainAnswer[]) => median(trainings.map(secondsPerEpoch));

/** The same network's trainings side by side: how long an epoch is, and whether all learned as well. */
export function trainingSection(
  entries: readonly Entry<TrainAnswer>[],
  head: Pick<Section, 'name' | 'title' | 'about'>,
): Section {
  const oneThread = resultsOf(entries, 'ours-1');
  const twoThreads = resultsOf(entries, 'ours-2');
  const ours = twoThreads ?? oneThread ?? [];
  return {
    ...head,
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
}
