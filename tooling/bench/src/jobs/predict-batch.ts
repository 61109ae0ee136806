import { decodePredictBatchAnswer, type PredictBatchAnswer } from '../messages';
import { median } from '../statistics';
import { assign } from './assignments';
import { runContest } from './contest';
import type { Job } from './job';
import { formatNumber, formatPercent, formatRatio, resultsOf, toRows } from './rows';

/** How far the accuracy of the same model may be apart between libraries, from 0 to 1. */
const TOLERANCE = 0.001;

const medianSeconds = (answers: readonly PredictBatchAnswer[]) =>
  median(answers.map(({ seconds }) => seconds));

export const predictBatchJob: Job = {
  name: 'predict-batch',
  async run(context) {
    const entries = await runContest(context, 'predict-batch', async (contender) =>
      decodePredictBatchAnswer(await assign(context, contender, { task: 'predict-batch' })),
    );
    const ours = resultsOf(entries, 'ours');
    return {
      name: 'predict-batch',
      title: 'Prediction, 10,000 images',
      about:
        'The test images through the same trained model, in batches of the size that suited the contender best in that ' +
        'round. Those who take raw bytes get them; for the others floats are made beforehand and not counted.',
      columns: ['contender', 'ms', 'images a second', 'of ours', 'batch', 'accuracy', 'remarks'],
      rows: toRows(
        entries,
        5,
        medianSeconds,
        ({ results }) => {
          const seconds = medianSeconds(results);
          return [
            formatNumber(seconds * 1000),
            formatNumber(results[0].images / seconds),
            formatRatio(seconds, ours && medianSeconds(ours), 'as long'),
            distinct(results.map(({ batchSize }) => batchSize)).join(', '),
            formatPercent(results[0].accuracy),
          ];
        },
        ({ results }) => {
          const isApart = ours && Math.abs(results[0].accuracy - ours[0].accuracy) > TOLERANCE;
          return [
            ...distinct(results.map(({ setup }) => setup)),
            ...(isApart ? ['**predicts differently**'] : []),
          ].join('; ');
        },
      ),
      details: { entries },
    };
  },
};

function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
