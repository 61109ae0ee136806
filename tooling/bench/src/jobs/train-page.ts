import type { Contender } from '../contenders/contender';
import { createWatch, measureCores } from '../disturbance';
import type { TrainAnswer } from '../messages';
import { startOthersMeter } from '../others-cpu';
import { buildPage } from '../page/build-page';
import { type PageKind, trainInPage } from '../page/train-in-page';
import { runContest } from './contest';
import type { BenchContext, Entry, Job } from './job';
import { trainingSection } from './training-section';
import { loadOf, secondsPerEpoch } from './trainings';

/** Steps that tell which kind of page suits a contender. */
const PROBE_STEPS = 30;
/** Epochs that would take longer, in seconds, are estimated from their first steps. */
const LONGEST_EPOCH = 30;
const ESTIMATING_STEPS = 100;
export const trainPageJob: Job = {
  name: 'train-page',
  async run(context) {
    const routes = await buildPage(context.workshop);
    let pageSeconds = 0;
    const entries = await runContest(
      context,
      'train-page',
      (contender, round) =>
        train(context, contender, round, async (plan, kind) => {
          const { answer, childSeconds } = await trainInPage(routes, contender.id, plan, kind);
          pageSeconds += childSeconds;
          return answer;
        }),
      createWatch(
        () => measureCores(context.workshop),
        () => {
          const [meter, before] = [startOthersMeter(), pageSeconds];
          return () => {
            const seconds = meter();
            return seconds === undefined ? undefined : seconds - (pageSeconds - before);
          };
        },
      ),
    );
    return trainingSection(entries.map(withoutNote), {
      name: 'train-page',
      title: 'Training in a page',
      about:
        'The same in a page of Chromium without a graphics processor, each in a browser of its own: seconds an epoch, as ' +
        'the page’s own clock counts them. Those who may use threads or not are tried both ways, in a page that is ' +
        'cross-origin isolated and in one that is not, and stay where they were faster.',
    });
  },
};

type Plan = Parameters<typeof trainInPage>[2];

async function train(
  { quick }: BenchContext,
  contender: Contender,
  seed: number,
  run: (plan: Plan, kind: PageKind) => Promise<TrainAnswer>,
): Promise<TrainAnswer> {
  const { epochs, stepLimit = 0 } = loadOf(contender, quick);
  const plan = { epochs, stepLimit, seed };
  if (contender.threads !== undefined) return run(plan, 'isolated');
  const probe = { epochs: 1, stepLimit: PROBE_STEPS, seed };
  const isolated = secondsPerEpoch(await run(probe, 'isolated'));
  const plain = secondsPerEpoch(await run(probe, 'plain'));
  const kind = isolated <= plain ? 'isolated' : 'plain';
  const isLong = Math.min(isolated, plain) > LONGEST_EPOCH;
  const answer = await run(isLong ? { epochs: 1, stepLimit: ESTIMATING_STEPS, seed } : plan, kind);
  return { ...answer, setup: `faster in a page that is ${kind === 'isolated' ? '' : 'not '}isolated` };
}

/** What is told of contenders is of Node, but for our own. */
function withoutNote(entry: Entry<TrainAnswer>): Entry<TrainAnswer> {
  if (entry.id.startsWith('ours')) return entry;
  const { note: _, ...rest } = entry;
  return rest;
}
