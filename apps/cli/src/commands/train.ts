import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { UserError } from '@fmnist/core';
import type { CommandModule } from 'yargs';
import { loadData } from '../load-data';
import { CHECKPOINT_FILE } from '../paths';
import { begin } from '../train/begin';
import { Interrupt } from '../train/interrupt';
import { checkTarget, report } from '../train/report';
import { runCallbacks } from '../train/run-callbacks';
import { asTyped, readRunConfig } from '../train/run-config';
import { runFolderOf } from '../train/run-folder';
import { type TrainFlags, trainFlags } from '../train/train-flags';

/** `fmnist train`: the original program's job, and variations of it. */
export const trainCommand: CommandModule<unknown, TrainFlags> = {
  command: 'train',
  describe: 'Train the original network, 784-128-128-10, on Fashion-MNIST',
  builder: (yargs) =>
    yargs
      .options(trainFlags)
      .config('resume', trainFlags.resume.describe, flagsOfRun)
      .example('$0 train', 'the original job: 15 epochs, about 88% right')
      .example('$0 train --hidden 256 --epochs 5 --seed 1', 'a wider network, for a shorter time')
      .example('$0 train --resume runs/first --epochs 30', 'go on where a run stopped, for longer'),
  handler: train,
};

async function train(flags: TrainFlags): Promise<void> {
  const say = flags.json ? console.error : console.log;
  const data = await loadData(flags['data-dir']);
  const { model, folder, progress } = await begin(flags, say);
  say(model.summary());

  const start = performance.now();
  const interrupt = new Interrupt();
  try {
    const history = await model.train(data.train.images, data.train.labels, {
      epochs: flags.epochs,
      batchSize: flags['batch-size'],
      recordEvery: flags['print-every'],
      validationData: [data.test.images, data.test.labels],
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
    const result = await report({ model, data, folder, history, epochsNow, seconds }, say);
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
