import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { UserError } from '@fmnist/core';
import { type Dataset, splitDataset } from '@fmnist/data';
import type { FashionMnist } from '@fmnist/data/node';
import { augmentationsOf } from '@fmnist/models';
import type { CommandModule } from 'yargs';
import { loadData } from '../load-data';
import { CHECKPOINT_FILE } from '../paths';
import { begin } from '../train/begin';
import { Interrupt } from '../train/interrupt';
import { recipeFor } from '../train/recipe';
import { checkTarget, report } from '../train/report';
import { runCallbacks } from '../train/run-callbacks';
import { asTyped, readRunConfig } from '../train/run-config';
import { runFolderOf } from '../train/run-folder';
import { type TrainFlags, trainFlags } from '../train/train-flags';

/** `fmnist train`: the original program's job, and variations of it. */
export const trainCommand: CommandModule<unknown, TrainFlags> = {
  command: 'train',
  describe: 'Train a network on Fashion-MNIST: the original, 784-128-128-10, unless --preset says another',
  builder: (yargs) =>
    yargs
      .options(trainFlags)
      .config('resume', trainFlags.resume.describe, flagsOfRun)
      .example('$0 train', 'the original job: 15 epochs, about 88% right')
      .example('$0 train --preset cnn-small', 'convolutions: about 93% right')
      .example('$0 train --hidden 256 --epochs 5 --seed 1', 'a wider network, for a shorter time')
      .example('$0 train --resume runs/first --epochs 30', 'go on where a run stopped, for longer'),
  handler: train,
};

async function train(flags: TrainFlags): Promise<void> {
  const say = flags.json ? console.error : console.log;
  const recipe = await recipeFor(flags);
  const data = await loadData(flags['data-dir']);
  const [validation, training] = splitForValidation(data, flags);
  const { model, folder, progress } = await begin(flags, recipe, say);
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
      callbacks: runCallbacks(flags, folder, say),
      signal: interrupt.signal,
      ...(progress && { resume: progress }),
    });
    interrupt.close();
    const seconds = (performance.now() - start) / 1000;
    const epochsNow = history.epochs.length - (progress?.history.epochs.length ?? 0);
    const result = await report(
      { model, train: training, test: data.test, folder, history, epochsNow, seconds },
      say,
    );
    if (flags.json) console.log(JSON.stringify(result));
    checkTarget(result, flags['target-accuracy']);
  } catch (error) {
    if (interrupt.exitCode === undefined || error !== interrupt.signal.reason) throw error;
    say(whereToGoOn(folder));
    process.exitCode = interrupt.exitCode;
  } finally {
    interrupt.close();
  }
}

/** What the training is watched on, and what it trains on. */
function splitForValidation(data: FashionMnist, flags: TrainFlags): [Dataset, Dataset] {
  const share = flags['validation-split'];
  return share === undefined ? [data.test, data.train] : splitDataset(data.train, share, flags.seed);
}

function whereToGoOn(folder: string): string {
  const path = join(folder, CHECKPOINT_FILE);
  const saved = existsSync(path) ? `saved ${path}` : 'before the first step';
  return `Interrupted: ${saved}\nTo go on: fmnist train --resume ${relative(process.cwd(), folder) || '.'}`;
}

/** The flags that `--resume` brings along: those typed beside it come first. `begin` says what is wrong with a run. */
function flagsOfRun(named: string): object {
  try {
    return asTyped(readRunConfig(runFolderOf(named)));
  } catch (error) {
    if (error instanceof UserError) return {};
    throw error;
  }
}
