import type { Contender, TrainingLoad } from '../contenders/contender';
import { createWatch, measureCores } from '../disturbance';
import { decodeTrainAnswer, type TrainAnswer } from '../messages';
import { median } from '../statistics';
import { assign } from './assignments';
import { runContest } from './contest';
import type { BenchContext, Entry } from './job';

const ONE_EPOCH: TrainingLoad = { epochs: 1 };

/**
 * Everyone's trainings.
 * @param timed whether the epochs' times are wanted, and not the memory alone, for which one epoch will do
 */
export function measureTrainings(context: BenchContext, timed: boolean): Promise<Entry<TrainAnswer>[]> {
  const train = async (contender: Contender, round: number) => {
    const load = loadOf(contender, context.quick);
    const answer = await assign(context, contender, {
      task: 'train',
      epochs: timed ? load.epochs : 1,
      stepLimit: load.stepLimit ?? 0,
      seed: round,
    });
    return decodeTrainAnswer(answer);
  };
  return runContest(
    context,
    'train',
    train,
    createWatch(timed ? () => measureCores(context.workshop) : undefined),
  );
}

export function loadOf({ training }: Contender, quick: boolean): TrainingLoad {
  return (quick ? training?.quick : training?.full) ?? ONE_EPOCH;
}

/** The seconds an epoch takes: the median of all but the first, where there is more than one. */
export function secondsPerEpoch({ epochs }: TrainAnswer): number {
  const counted = epochs.length > 1 ? epochs.slice(1) : epochs;
  return median(counted.map(({ seconds }) => seconds));
}

/** How many epochs trainings had, at most. */
export function epochsOf(trainings: readonly TrainAnswer[]): number {
  return Math.max(...trainings.map(({ epochs }) => epochs.length));
}

/** How a contender was set up, in each way it was. */
export function setupsOf(trainings: readonly TrainAnswer[]): string[] {
  return [...new Set(trainings.map(({ setup }) => setup))].filter((setup) => setup !== '');
}

/** The median, over trainings, of the accuracy after a number of epochs; undefined where none was measured. */
export function accuracyAfter(trainings: readonly TrainAnswer[], epochs: number): number | undefined {
  const accuracies = trainings.flatMap((training) => training.epochs[epochs - 1]?.accuracy ?? []);
  return accuracies.length > 0 ? median(accuracies) : undefined;
}
