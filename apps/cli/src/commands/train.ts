import { join } from 'node:path';
import { type Model, progressPrinter, UserError } from '@fmnist/core';
import { readFileOrExplain, writeFileAtomically } from '@fmnist/core/node';
import type { FashionMnist } from '@fmnist/data/node';
import type { CommandModule, InferredOptionTypes, Options } from 'yargs';
import {
  layerWidths,
  naturalNumber,
  nonNegativeNumber,
  positiveInteger,
  positiveNumber,
  seedNumber,
  share,
  text,
  threadCount,
} from '../flags';
import { loadData } from '../load-data';
import { createOriginalModel, optimizerNames } from '../original-model';
import { MODEL_FILE, newRunFolder, PARAMETERS_FILE, userPath } from '../paths';
import { weightsSha256 } from '../weights-hash';

const flags = {
  epochs: {
    describe: 'How often to go through the 60,000 pictures',
    default: '15',
    coerce: positiveInteger('epochs'),
  },
  'batch-size': { describe: 'Pictures a step', default: '128', coerce: positiveInteger('batch-size') },
  'learning-rate': {
    describe: 'How far a step goes [default: 0.002 for adam, else the optimizer’s own]',
    string: true,
    coerce: optional(positiveNumber('learning-rate')),
  },
  decay: {
    describe: 'How the rate falls: rate / (1 + decay·step)',
    default: '5e-4',
    coerce: nonNegativeNumber('decay'),
  },
  optimizer: { describe: 'What turns gradients into steps', choices: optimizerNames, default: 'adam' },
  hidden: {
    describe: 'Widths of the hidden layers, or "none"',
    default: '128,128',
    coerce: layerWidths('hidden'),
  },
  l2: { describe: 'L2 penalty on the first layer', default: '5e-4', coerce: nonNegativeNumber('l2') },
  seed: {
    describe: 'The same seed gives the same weights, bit for bit',
    default: '0',
    coerce: seedNumber('seed'),
  },
  shuffle: {
    describe: 'Another order each epoch; --no-shuffle keeps that of the files',
    boolean: true,
    default: true,
  },
  'init-from': {
    describe: 'A model or parameters file to begin with',
    string: true,
    coerce: optional(text('init-from')),
  },
  'print-every': { describe: 'Print every n-th step', default: '100', coerce: naturalNumber('print-every') },
  threads: {
    describe: 'How many threads work, or "auto"; the weights are the same for any number',
    default: 'auto',
    coerce: threadCount('threads'),
  },
  precision: {
    describe: 'exact: the same weights on every machine; fast: a little sooner, where the machine can',
    choices: ['exact', 'fast'] as const,
    default: 'exact' as const,
  },
  out: {
    describe: 'Folder for the trained model [default: a new one under runs/]',
    string: true,
    coerce: optional(text('out')),
  },
  'data-dir': {
    describe: 'Folder with the four files of the data set',
    string: true,
    coerce: optional(text('data-dir')),
  },
  'target-accuracy': {
    describe: 'Exit with 1 below this test accuracy',
    string: true,
    coerce: optional(share('target-accuracy')),
  },
  json: { describe: 'Put one JSON object on stdout, all else on stderr', boolean: true, default: false },
} as const satisfies Record<string, Options>;

type TrainFlags = InferredOptionTypes<typeof flags>;

/** `fmnist train`: the original program's job, and variations of it. */
export const trainCommand: CommandModule<unknown, TrainFlags> = {
  command: 'train',
  describe: 'Train the original network, 784-128-128-10, on Fashion-MNIST',
  builder: (yargs) =>
    yargs
      .options(flags)
      .example('$0 train', 'the original job: 15 epochs, about 88% right')
      .example('$0 train --hidden 256 --epochs 5 --seed 1', 'a wider network, for a shorter time'),
  handler: train,
};

async function train(options: TrainFlags): Promise<void> {
  const say = options.json ? console.error : console.log;
  const { seed } = options;
  const model = createOriginalModel({
    hidden: options.hidden,
    l2: options.l2,
    optimizer: options.optimizer,
    learningRate: options['learning-rate'],
    decay: options.decay,
    seed,
    precision: options.precision,
  });
  await initialize(model, options['init-from']);
  const data = await loadData(options['data-dir']);
  say(model.summary());

  const folder = options.out === undefined ? newRunFolder(seed, new Date()) : userPath(options.out);
  const begin = performance.now();
  const interrupt = new AbortController();
  const onInterrupt = () => interrupt.abort();
  process.once('SIGINT', onInterrupt);
  process.once('SIGTERM', onInterrupt);
  let threads = 1;
  try {
    const history = await model.train(data.train.images, data.train.labels, {
      epochs: options.epochs,
      batchSize: options['batch-size'],
      recordEvery: options['print-every'],
      validationData: [data.test.images, data.test.labels],
      shuffle: options.shuffle,
      seed,
      threads: options.threads,
      callbacks: [progressPrinter(say)],
      signal: interrupt.signal,
    });
    threads = history.threads;
  } catch (error) {
    if (!interrupt.signal.aborted) throw error;
    const files = await save(model, folder);
    say(`Interrupted: the model so far is in ${files.model}`);
    process.exitCode = 130;
    return;
  } finally {
    process.off('SIGINT', onInterrupt);
    process.off('SIGTERM', onInterrupt);
  }
  const seconds = (performance.now() - begin) / 1000;
  await report(model, data, folder, options, { seconds, threads }, say);
}

async function initialize(model: Model, path: string | undefined): Promise<void> {
  if (path === undefined) return;
  const bytes = await readFileOrExplain(userPath(path), 'parameters file');
  try {
    model.loadParameters(bytes);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(`--init-from ${path}: ${error.message}`, { cause: error });
  }
}

async function save(model: Model, folder: string): Promise<{ params: string; model: string }> {
  const files = { params: join(folder, PARAMETERS_FILE), model: join(folder, MODEL_FILE) };
  await writeFileAtomically(files.params, model.saveParameters());
  await writeFileAtomically(files.model, model.save());
  return files;
}

async function report(
  model: Model,
  data: FashionMnist,
  folder: string,
  options: TrainFlags,
  { seconds, threads }: { seconds: number; threads: number },
  say: (line: string) => void,
): Promise<void> {
  const onTrain = await model.evaluate(data.train.images, data.train.labels);
  const onTest = await model.evaluate(data.test.images, data.test.labels);
  const files = await save(model, folder);
  for (const [name, { loss, accuracy }] of [
    ['train', onTrain],
    ['test', onTest],
  ] as const) {
    say(`${name}: accuracy ${accuracy.toFixed(4)}, loss ${loss.toFixed(4)}`);
  }
  say(`${options.epochs} epochs in ${seconds.toFixed(1)} s; saved ${files.model}`);
  if (options.json) {
    console.log(
      JSON.stringify({
        epochs: options.epochs,
        seconds,
        secondsPerEpoch: seconds / options.epochs,
        threads,
        train: onTrain,
        test: onTest,
        files,
        weightsSha256: weightsSha256(model),
      }),
    );
  }
  const target = options['target-accuracy'];
  if (target !== undefined && onTest.accuracy < target) {
    throw new UserError(`Test accuracy ${onTest.accuracy.toFixed(4)} is below the target of ${target}`);
  }
}

/** A flag that may be left out. */
function optional<T>(parse: (value: unknown) => T): (value: unknown) => T | undefined {
  return (value) => (value === undefined ? undefined : parse(value));
}
