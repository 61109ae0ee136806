import { decodePredictOneAnswer, type PredictOneAnswer } from '../messages';
import { median } from '../statistics';
import { assign } from './assignments';
import { runContest } from './contest';
import type { Job } from './job';
import { formatNumber, formatRatio, resultsOf, toRows } from './rows';

const medianP50 = (answers: readonly PredictOneAnswer[]) => median(answers.map(({ p50Us }) => p50Us));

export const predictOneJob: Job = {
  name: 'predict-one',
  async run(context) {
    const entries = await runContest(context, 'predict-one', async (contender) =>
      decodePredictOneAnswer(await assign(context, contender, { task: 'predict-one' })),
    );
    const ours = resultsOf(entries, 'ours');
    return {
      name: 'predict-one',
      title: 'Prediction, one image',
      about:
        'Microseconds from an image in memory to its ten numbers in memory, call after call, warmed up: the middle of ' +
        'up to 5,000 calls, and what 99 in 100 stay below.',
      columns: ['contender', 'p50, µs', 'p99, µs', 'of ours, p50', 'calls', 'remarks'],
      rows: toRows(
        entries,
        4,
        medianP50,
        ({ results }) => [
          formatNumber(medianP50(results)),
          formatNumber(median(results.map(({ p99Us }) => p99Us))),
          formatRatio(medianP50(results), ours && medianP50(ours), 'as long'),
          String(median(results.map(({ calls }) => calls))),
        ],
        ({ results }) => [...new Set(results.map(({ setup }) => setup))].join('; '),
      ),
      details: { entries },
    };
  },
};
