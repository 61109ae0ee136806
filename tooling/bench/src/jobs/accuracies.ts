import type { TrainAnswer } from '../messages';
import { formatNumber, formatPercent } from './rows';
import { accuracyAfter, epochsOf } from './trainings';

/**
 * What is to be said where a contender did not learn as well as ours, or it is not known.
 * @param tolerance how far accuracies may be apart after as many epochs, from 0 to 1
 */
export function compareAccuracy(
  trainings: readonly TrainAnswer[],
  ours: readonly TrainAnswer[],
  tolerance: number,
): string[] {
  const epochs = epochsOf(trainings);
  const theirs = accuracyAfter(trainings, epochs);
  if (theirs === undefined) return ['estimated from the first steps, accuracy not compared'];
  const reference = accuracyAfter(ours, epochs);
  if (reference === undefined) return ['no accuracy of ours to compare with'];
  const difference = theirs - reference;
  if (Math.abs(difference) <= tolerance) return [];
  const points = formatNumber(Math.abs(difference) * 100);
  return [`**accuracy ${points} points ${difference < 0 ? 'below' : 'above'} ours**`];
}

export function formatAccuracy(accuracy: number | undefined): string {
  return accuracy === undefined ? '–' : formatPercent(accuracy);
}
