import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Dataset, splitDataset, type TrainTestSplit } from '@fmnist/data';
import { augmentationsOf, withLabels } from '@fmnist/models';
import { loadData } from '../load-data';
import { CHECKPOINT_FILE } from '../paths';
import { describeData } from '../runs/data';
import { readRun } from '../runs/run';
import { unmarkRunning } from '../runs/running';
import { begin } from './begin';
import { checkSameData, earlierRun } from './earlier-run';
import { Interrupt } from './interrupt';
import { recipeFor, withoutVariations } from './recipe';
import { checkTarget, report } from './report';
import { runCallbacks } from './run-callbacks';
import { runFolderFor } from './run-folder';
import type { TrainFlags } from './train-flags';
import { openTrainingView } from './view/training-view';

/** Trains as the flags say, and keeps everything in the run's folder. */
export async function train(typed: TrainFlags): Promise<void> {
  const view = await openTrainingView(typed);
  const say = (line: string) => view.say(line);
  const earlier = earlierRun(typed);
  const flags = withoutVariations(typed, earlier);
  const chosen = await recipeFor(flags, earlier);
  const folder = runFolderFor(flags);
  const data = await loadData(flags.data, { quiet: flags.quiet });
  const recipe = withLabels(chosen, data.train.classNames);
  const described = describeData(data);
  if (earlier) checkSameData(earlier, described);
  const [validation, training] = splitForValidation(data, flags);
  const { model, config, progress } = await begin({ flags, recipe, data: described, folder, earlier }, say);
  say(model.summary());

  const start = performance.now();
  const interrupt = new Interrupt();
  try {
    const history = await model.train(training.images, training.labels, {
      epochs: recipe.epochs,
      batchSize: recipe.batchSize,
      augment: augmentationsOf(recipe),
      recordEvery: flags['print-every'],
      validationData: [validation.images, validation.labels],
      shuffle: flags.shuffle,
      seed: flags.seed,
      threads: flags.threads,
      callbacks: runCallbacks(flags, folder, config, view),
      signal: interrupt.signal,
      ...(progress && { resume: progress }),
    });
    view.close();
    interrupt.close();
    const seconds = (performance.now() - start) / 1000;
    const epochsNow = history.epochs.length - (progress?.history.epochs.length ?? 0);
    const result = await report(
      { model, train: training, test: data.test, folder, history, epochsNow, seconds },
      say,
    );
    const { writeReport } = await import('../report/write-report');
    say(`Report: ${await writeReport(readRun(folder), model, data.test)}`);
    view.ended?.(result);
    if (flags.json) console.log(JSON.stringify(result));
    checkTarget(result, flags['target-accuracy']);
  } catch (error) {
    view.close();
    if (interrupt.exitCode === undefined || error !== interrupt.signal.reason) throw error;
    const checkpoint = join(folder, CHECKPOINT_FILE);
    const saved = existsSync(checkpoint) ? checkpoint : undefined;
    say(whereToGoOn(folder, saved));
    view.interrupted?.(saved);
    process.exitCode = interrupt.exitCode;
  } finally {
    interrupt.close();
    unmarkRunning(folder);
  }
}

/** What the training is watched on, and what it trains on. */
function splitForValidation(data: TrainTestSplit, flags: TrainFlags): [Dataset, Dataset] {
  const share = flags['validation-split'];
  return share === undefined ? [data.test, data.train] : splitDataset(data.train, share, flags.seed);
}

function whereToGoOn(folder: string, checkpoint: string | undefined): string {
  const saved = checkpoint ? `saved ${checkpoint}` : 'before the first step';
  return `Interrupted: ${saved}\nTo go on: fmnist train --resume ${relative(process.cwd(), folder) || '.'}`;
}
