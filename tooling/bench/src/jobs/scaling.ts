import { measureCeilingGflops } from '../ceiling';
import { oursOneThread, oursTwoThreads } from '../contenders/ours';
import { createWatch, measureCores } from '../disturbance';
import { measureRounds } from '../measure';
import { decodeTrainAnswer } from '../messages';
import { layerShapes } from '../runners/parameters';
import { median } from '../statistics';
import { assign } from './assignments';
import type { Job } from './job';
import { describeDisturbances, formatNumber, formatPercent, formatSpread } from './rows';
import { secondsPerEpoch } from './trainings';

const WIDTHS = [128, 256, 512];
const TEAMS = [
  { threads: 1, contender: oursOneThread },
  { threads: 2, contender: oursTwoThreads },
];
const IMAGES = 60_000;

/**
 * The arithmetic of an epoch, in floating-point operations: each number of a matrix is multiplied and added once on the
 * way forward, once for its own gradient, and once for the gradient of its inputs, which the first layer does not need.
 */
export function flopsPerEpoch(hidden: number): number {
  return layerShapes(hidden)
    .map(({ inputs, outputs }, index) => inputs * outputs * (index === 0 ? 4 : 6) * IMAGES)
    .reduce((sum, flops) => sum + flops, 0);
}

export const scalingJob: Job = {
  name: 'scaling',
  async run(context) {
    const cases = WIDTHS.flatMap((hidden) => TEAMS.map((team) => ({ hidden, ...team })));
    const ceilings: number[] = [];
    const outcomes = await measureRounds(
      cases.map(({ hidden, threads, contender }) => ({
        id: `hidden ${hidden}, threads ${threads}`,
        run: async (round) => {
          ceilings.push(await measureCeilingGflops());
          const epochs = context.quick ? 1 : 3;
          const answer = await assign(context, contender, { task: 'train', epochs, hidden, seed: round });
          return secondsPerEpoch(decodeTrainAnswer(answer));
        },
      })),
      context.rounds,
      (line) => context.log(`scaling, ${line}`),
      createWatch(() => measureCores(context.workshop)),
    );
    const ceiling = median(ceilings);
    const results = cases.map(({ hidden, threads }, index) => {
      const { results: rounds, disturbances, failure } = outcomes[index];
      return { hidden, threads, rounds, disturbances, ...(failure !== undefined && { failure }) };
    });
    return {
      name: 'scaling',
      title: 'Scaling of ours',
      about:
        'Epochs of networks with wider hidden layers, on one thread and two. GFLOPS count the matrix products alone, as ' +
        'if every number were multiplied. Ours skips the multiplications of whole groups of zeros, which changes no ' +
        'bit of the result: so these dense-equivalent GFLOPS may exceed the ceiling. The ceiling is what one core does ' +
        'with multiplications and additions of four floats at once in WebAssembly, measured before each row: ' +
        `${formatNumber(ceiling)} GFLOPS; of two threads, twice that.`,
      columns: [
        'hidden',
        'threads',
        's an epoch',
        'lowest–highest',
        'GFLOPS',
        'of the ceiling',
        'speed-up',
        'remarks',
      ],
      rows: results.map(({ hidden, threads, rounds, disturbances, failure }) => {
        const name = [String(hidden), String(threads)];
        if (rounds.length === 0) return [...name, '–', '–', '–', '–', '–', failure ?? ''];
        const seconds = median(rounds);
        const alone = results.find((other) => other.hidden === hidden && other.threads === 1)?.rounds ?? [];
        const gflops = flopsPerEpoch(hidden) / seconds / 1e9;
        return [
          ...name,
          formatNumber(seconds),
          formatSpread(rounds),
          formatNumber(gflops),
          formatPercent(gflops / (ceiling * threads)),
          alone.length > 0 ? `${formatNumber(median(alone) / seconds)}×` : '–',
          [describeDisturbances(disturbances, rounds.length), failure].filter(Boolean).join('; '),
        ];
      }),
      details: { ceilingGflops: ceilings, cases: results },
    };
  },
};
