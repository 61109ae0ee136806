import { monitors } from '@fmnist/core';
import { optimizerNames, presetNames } from '@fmnist/models';
import type { InferredOptionTypes, Options } from 'yargs';
import {
  checkpointInterval,
  dataFlag,
  fraction,
  layerWidths,
  naturalNumber,
  nonNegativeNumber,
  optional,
  path,
  positiveInteger,
  positiveNumber,
  runName,
  seedNumber,
  share,
  text,
  threadCount,
} from '../flags';
import { logFormats } from './view/log-formats';

/** The flags of `train` that decide what weights come out: a run that is resumed keeps those it began with. */
const deciding = {
  preset: {
    describe: `What to train: ${presetNames.join(', ')}, or a file.json as \`presets show\` prints it`,
    default: 'original',
    coerce: text('preset'),
  },
  'batch-size': {
    describe: 'Pictures a step [default: the preset’s; 128]',
    string: true,
    coerce: optional(positiveInteger('batch-size')),
  },
  'learning-rate': {
    describe: 'How far a step goes [default: the preset’s; 0.002]',
    string: true,
    coerce: optional(positiveNumber('learning-rate')),
  },
  hidden: {
    describe: 'Of the original: widths of the hidden layers, or "none" [default: 128,128]',
    string: true,
    coerce: optional(layerWidths('hidden')),
  },
  l2: {
    describe: 'Of the original: L2 penalty on the first layer [default: 5e-4]',
    string: true,
    coerce: optional(nonNegativeNumber('l2')),
  },
  optimizer: {
    describe: 'Of the original: what turns gradients into steps [default: adam]',
    choices: optimizerNames,
  },
  decay: {
    describe: 'Of the original: how the rate falls, rate / (1 + decay·step) [default: 5e-4]',
    string: true,
    coerce: optional(nonNegativeNumber('decay')),
  },
  'validation-split': {
    describe:
      'Hold back this share of the training pictures, and watch the training on them [default: watch on the test pictures]',
    string: true,
    coerce: optional(fraction('validation-split')),
  },
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
    describe:
      'A model or parameters file to begin with; where it holds the state of the same optimizer, that too',
    string: true,
    coerce: optional(path('init-from')),
  },
  precision: {
    describe: 'exact: the same weights on every machine; fast: a little sooner, where the machine can',
    choices: ['exact', 'fast'] as const,
    default: 'exact' as const,
  },
  'early-stopping': {
    describe: 'Stop after so many epochs without gain, and keep the best weights',
    string: true,
    coerce: optional(positiveInteger('early-stopping')),
  },
  'reduce-lr': {
    describe: 'Halve the learning rate after so many epochs without gain',
    string: true,
    coerce: optional(positiveInteger('reduce-lr')),
  },
  monitor: {
    describe: 'What --early-stopping, --reduce-lr and --save-best watch',
    choices: monitors,
    default: 'validationLoss' as const,
  },
  'min-delta': {
    describe: 'How much better an epoch must be to count as gain',
    default: '0',
    coerce: nonNegativeNumber('min-delta'),
  },
} as const satisfies Record<string, Options>;

const length = {
  epochs: {
    describe: 'How often to go through the pictures [default: the preset’s; 15]',
    string: true,
    coerce: optional(positiveInteger('epochs')),
  },
} as const satisfies Record<string, Options>;

/** With these a resumed run may have others than it began with. */
const free = {
  'print-every': { describe: 'Print every n-th step', default: '100', coerce: naturalNumber('print-every') },
  threads: {
    describe: 'How many threads work, or "auto"; the weights are the same for any number',
    default: 'auto',
    coerce: threadCount('threads'),
  },
  'checkpoint-every': {
    describe:
      'Save so that --resume can go on: every n epochs ("2"), n minutes ("5m"), or "never" but on Ctrl-C',
    default: '1',
    coerce: checkpointInterval('checkpoint-every'),
  },
  'save-best': { describe: 'Keep the model of the best epoch too', boolean: true, default: false },
  history: {
    describe: 'Keep the table of epochs as CSV too, beside history.jsonl',
    choices: ['csv'] as const,
  },
  tensorboard: {
    describe: 'Keep curves for TensorBoard in the run’s folder',
    boolean: true,
    default: false,
  },
  data: dataFlag,
  'target-accuracy': {
    describe: 'Exit with 1 below this test accuracy',
    string: true,
    coerce: optional(share('target-accuracy')),
  },
  'log-format': {
    describe:
      'How to show the training: live (in place), plain (line by line), jsonl (an event a line) [default: live on a terminal, else plain]',
    choices: logFormats,
  },
  quiet: { describe: 'Print nothing but errors, and what --json asks for', boolean: true, default: false },
  json: { describe: 'Put one JSON object on stdout, all else on stderr', boolean: true, default: false },
} as const satisfies Record<string, Options>;

const place = {
  name: {
    describe: 'Name of the run: its folder is runs/NAME [default: date, preset and seed]',
    string: true,
    coerce: optional(runName('name')),
  },
  out: {
    describe: 'Folder of the run, wherever it lies; an older run in it is overwritten',
    string: true,
    coerce: optional(text('out')),
  },
} as const satisfies Record<string, Options>;

const earlier = {
  config: {
    describe: 'The config.json of a run to repeat; flags beside it change what they say',
    string: true,
    coerce: optional(text('config')),
  },
  resume: {
    describe: 'The folder of a run that was interrupted, to go on where it was',
    string: true,
    coerce: optional(text('resume')),
  },
} as const satisfies Record<string, Options>;

export const trainFlags = { ...length, ...deciding, ...free, ...place, ...earlier };
export type TrainFlags = InferredOptionTypes<typeof trainFlags>;

/** The names of the flags that a resumed run keeps. */
export const decidingFlags = Object.keys(deciding) as (keyof typeof deciding)[];

/** The flags that are about one call and not about the run. */
const ofTheCall: readonly string[] = [
  ...Object.keys(place),
  ...Object.keys(earlier),
  'json',
  'quiet',
  'log-format',
  'target-accuracy',
  'threads',
];

/** The names of the flags that a run keeps in its configuration. */
export const keptFlags = (Object.keys(trainFlags) as (keyof TrainFlags)[]).filter(
  (name) => !ofTheCall.includes(name),
);

/** The names of the flags that say nothing without a value. */
export const flagsWithValue: readonly string[] = Object.entries(trainFlags)
  .filter(([, options]) => !('boolean' in options))
  .map(([name]) => name);
