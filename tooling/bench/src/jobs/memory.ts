import type { TrainAnswer } from '../messages';
import { median } from '../statistics';
import type { Entry, Job } from './job';
import { formatNumber, formatRatio, resultsOf, toRows } from './rows';

export const memoryJob: Job = {
  name: 'memory',
  async run(context) {
    const cannotTrain = (id: string) =>
      context.participants.some(({ contender }) => contender.id === id && contender.jobs.train !== true);
    const entries = (await context.trainings()).filter(({ id }) => !cannotTrain(id)).map(toPeaks);
    const ours = resultsOf(entries, 'ours-2', 'ours-1');
    return {
      name: 'memory',
      title: 'Memory',
      about:
        'The peak resident set of the process that trains: runtime, library, the whole data set (47 MB as bytes, 188 MB ' +
        'as floats), model and optimizer.',
      columns: ['contender', 'MB', 'of ours, 2 threads', 'remarks'],
      rows: toRows(
        entries,
        2,
        median,
        ({ results }) => [
          formatNumber(median(results) / 1e6),
          formatRatio(median(results), ours && median(ours), 'as much'),
        ],
        () => undefined,
      ),
      details: { entries },
    };
  },
};

/** Peaks in bytes, of a contender that knows them. What disturbs a clock does not change them. */
function toPeaks({ results, disturbances: _, ...entry }: Entry<TrainAnswer>): Entry<number> {
  const peaks = results.flatMap(({ peakBytes }) => peakBytes ?? []);
  const unknown = results.length > 0 && peaks.length === 0;
  return { ...entry, results: peaks, ...(unknown && { reason: 'it does not tell' }) };
}
