import { measureCeilingGflops } from '../ceiling';
import type { Contender } from '../contenders/contender';
import { createWatch, measureCores } from '../disturbance';
import { decodeTrainAnswer, type TrainAnswer } from '../messages';
import { readConvolutionalTask } from '../runners/convolutional';
import { recipe } from '../runners/recipe';
import { median } from '../statistics';
import { compareAccuracy, formatAccuracy } from './accuracies';
import { assign } from './assignments';
import { runContest } from './contest';
import type { BenchContext, Entry, Job, Section } from './job';
import { formatNumber, formatPercent, formatRatio, formatSpread, resultsOf, toRows } from './rows';
import { accuracyAfter, epochsOf, secondsPerEpoch, setupsOf } from './trainings';

/** How many training images are gone through in their order, again and again. */
const FULL_IMAGES = 2560;
const QUICK_IMAGES = 384;
const FULL_TEST_IMAGES = 2000;
const QUICK_TEST_IMAGES = 250;
const EPOCH_IMAGES = 60_000;
/** How far accuracies may be apart after as many steps, from 0 to 1. */
const TOLERANCE = 0.02;

/** What everyone's trainings of the convolutional network came to. */
export interface ConvolutionalTrainings {
  readonly entries: readonly Entry<TrainAnswer>[];
  /** How many images each went through at a time. */
  readonly images: number;
  /** On how many test images it was evaluated. */
  readonly testImages: number;
  readonly flopsPerImage: number;
  /** What one core does at most, measured before each of ours. */
  readonly ceilings: readonly number[];
  /** How many threads contenders train on, where that is known. */
  readonly threads: ReadonlyMap<string, number>;
}

export const trainCnnJob: Job = {
  name: 'train-cnn',
  async run(context) {
    const images = context.quick ? QUICK_IMAGES : FULL_IMAGES;
    const testImages = context.quick ? QUICK_TEST_IMAGES : FULL_TEST_IMAGES;
    const ceilings: number[] = [];
    const entries = await runContest(
      context,
      'train-cnn',
      async (contender) => {
        if (contender.threads !== undefined) ceilings.push(await measureCeilingGflops());
        return train(context, contender, { images, testImages });
      },
      createWatch(() => measureCores(context.workshop)),
    );
    const { flopsPerImage } = readConvolutionalTask(context.workshop.folder);
    const threads = new Map(
      context.participants.flatMap(({ contender: { id, threads: count } }) => (count ? [[id, count]] : [])),
    );
    return describeTrainings({ entries, images, testImages, flopsPerImage, ceilings, threads });
  },
};

async function train(
  context: BenchContext,
  contender: Contender,
  extent: { images: number; testImages: number },
): Promise<TrainAnswer> {
  const load = contender.convolutionalTraining?.[context.quick ? 'quick' : 'full'];
  const answer = await assign(context, contender, {
    task: 'train-cnn',
    epochs: load?.epochs ?? 1,
    ...extent,
  });
  return decodeTrainAnswer(answer);
}

export function describeTrainings(trainings: ConvolutionalTrainings): Section {
  const { entries, images, testImages, flopsPerImage, ceilings, threads } = trainings;
  const secondsOf = (results: readonly TrainAnswer[]) =>
    results.map((result) => (secondsPerEpoch(result) * EPOCH_IMAGES) / images);
  const medianSeconds = (results: readonly TrainAnswer[]) => median(secondsOf(results));
  const oneThread = resultsOf(entries, 'ours-1');
  const twoThreads = resultsOf(entries, 'ours-2');
  const ours = twoThreads ?? oneThread ?? [];
  const ceiling = ceilings.length > 0 ? median(ceilings) : undefined;
  return {
    name: 'train-cnn',
    title: 'Training a convolutional network',
    about:
      'Seconds an epoch over the 60,000 training images of the preset `cnn-small`, scaled up from a part of it: everyone ' +
      `goes through the first ${formatNumber(images)} training images in their order, in batches of 128, from the same ` +
      'weights, at the learning rates that the preset begins with; without its augmentation, which is switched off for ' +
      'all. The first time through warms up where there is more than one. The accuracy is that on the first ' +
      `${formatNumber(testImages)} test images after so many ` +
      'steps; "ours then" is that of ours after as many. It checks that all learn the same, not how well: where they are ' +
      'more than two points apart, the row says so. GFLOPS count the convolutions and dense layers alone, as if every ' +
      'number were multiplied. ' +
      (ceiling === undefined
        ? ''
        : 'The ceiling is what one core does with multiplications and additions of four floats at once in WebAssembly, ' +
          `as in "Scaling of ours": ${formatNumber(ceiling)} GFLOPS; of two threads, twice that.`),
    columns: [
      'contender',
      's an epoch',
      'lowest–highest',
      'of ours, 2 threads',
      'of ours, 1 thread',
      'GFLOPS',
      'of the ceiling',
      'steps',
      'accuracy',
      'ours then',
      'remarks',
    ],
    rows: toRows(
      entries,
      9,
      medianSeconds,
      ({ id, results }) => {
        const seconds = medianSeconds(results);
        const gflops = (flopsPerImage * EPOCH_IMAGES) / seconds / 1e9;
        const count = threads.get(id);
        const epochs = epochsOf(results);
        return [
          formatNumber(seconds),
          formatSpread(secondsOf(results)),
          formatRatio(seconds, twoThreads && medianSeconds(twoThreads), 'as long'),
          formatRatio(seconds, oneThread && medianSeconds(oneThread), 'as long'),
          formatNumber(gflops),
          ceiling !== undefined && count !== undefined ? formatPercent(gflops / (ceiling * count)) : '–',
          String((epochs * images) / recipe.batchSize),
          formatAccuracy(accuracyAfter(results, epochs)),
          formatAccuracy(accuracyAfter(ours, epochs)),
        ];
      },
      ({ results }) =>
        [
          ...setupsOf(results),
          describeExtent(epochsOf(results), images),
          ...compareAccuracy(results, ours, TOLERANCE),
        ].join('; '),
    ),
    details: { ...trainings, threads: Object.fromEntries(threads) },
  };
}

/** Over how many images the clock ran. */
function describeExtent(epochs: number, images: number): string {
  return epochs > 1
    ? `scaled up from ${formatNumber((epochs - 1) * images)} images`
    : `scaled up from ${formatNumber(images)} images, less the first steps`;
}
