import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { exportImages, loadFashionMnist } from '@fmnist/data/node';
import { shippedNames } from '@fmnist/models';
import { measureRounds } from '../measure';
import { runCommand } from '../run-command';
import { median } from '../statistics';
import { timeoutMs } from './assignments';
import type { BenchContext, Job } from './job';
import { formatNumber, formatPercent, formatSpread, toRows } from './rows';

const QUICK_PICTURES = 1000;
const main = fileURLToPath(new URL('../../../../apps/cli/dist/main.js', import.meta.url));

interface Run {
  readonly seconds: number;
  readonly peakBytes: number;
  readonly accuracy: number;
}

export const predictFilesJob: Job = {
  name: 'predict-files',
  async run(context) {
    if (!existsSync(main)) throw new Error('the command line is not built: run pnpm build first');
    const pictures = await writePictures(context);
    const folder = join(context.workshop.folder, 'pictures');
    const outcomes = await measureRounds(
      shippedNames.map((model) => ({ id: model, run: () => predict(context, folder, model, pictures) })),
      context.rounds,
      (line) => context.log(`predict-files, ${line}`),
    );
    const entries = shippedNames.map((model, index) => {
      const { failure, ...outcome } = outcomes[index];
      return { id: model, name: model, ...outcome, ...(failure !== undefined && { reason: failure }) };
    });
    const secondsOf = (runs: readonly Run[]) => median(runs.map(({ seconds }) => seconds));
    return {
      name: 'predict-files',
      title: 'The command line on many files',
      about:
        `\`fmnist predict FOLDER --json\` over ${pictures.toLocaleString('en-US')} test pictures, a PNG file each: the ` +
        'start, finding, reading, decoding and preparing them, predicting and printing. Memory is the peak resident set.',
      columns: ['model', 'pictures a second', 's', 'lowest–highest', 'MB', 'accuracy', 'remarks'],
      rows: toRows(
        entries,
        5,
        secondsOf,
        ({ results }) => [
          formatNumber(pictures / secondsOf(results)),
          formatNumber(secondsOf(results)),
          formatSpread(results.map(({ seconds }) => seconds)),
          formatNumber(median(results.map(({ peakBytes }) => peakBytes)) / 1e6),
          formatPercent(results[0].accuracy),
        ],
        () => undefined,
      ),
      details: { pictures, entries },
    };
  },
};

/** @returns how many there are */
async function writePictures({ workshop, quick, log }: BenchContext): Promise<number> {
  log('predict-files, writes the pictures');
  const { test } = await loadFashionMnist();
  const pictures = quick ? QUICK_PICTURES : test.labels.length;
  const some = {
    ...test,
    images: test.images.rows(0, pictures),
    labels: test.labels.subarray(0, pictures),
  };
  await exportImages(some, join(workshop.folder, 'pictures'));
  return pictures;
}

async function predict(
  { workshop, quick }: BenchContext,
  folder: string,
  model: string,
  pictures: number,
): Promise<Run> {
  const peakFile = join(workshop.folder, 'peak');
  const preload = pathToFileURL(workshop.entries['tell-peak']).href;
  const begin = performance.now();
  const { stdout } = await runCommand(
    {
      program: process.execPath,
      args: ['--import', preload, main, 'predict', folder, '--model', model, '--json'],
      env: { FMNIST_BENCH_PEAK: peakFile },
    },
    timeoutMs(quick),
  );
  const seconds = (performance.now() - begin) / 1000;
  // The folder of a picture is its class.
  const right = stdout.match(/\/(\d)\/\d+\.png","class":\1,/g)?.length ?? 0;
  const lines = stdout.split('\n').length - 1;
  if (lines !== pictures) throw new Error(`of ${pictures} pictures ${lines} were named`);
  return { seconds, peakBytes: Number(readFileSync(peakFile, 'utf8')), accuracy: right / pictures };
}
