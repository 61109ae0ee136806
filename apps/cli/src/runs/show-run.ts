import { relative } from 'node:path';
import prettyBytes from 'pretty-bytes';
import { trainFlags } from '../train/train-flags';
import { findRun, type Run } from './run';
import { runFilesIn } from './run-files';
import { summarize } from './run-summary';
import { tableText } from './table';
import { duration, moment, percent } from './wording';

const LAST_EPOCHS = 5;
const defaults = new Map(
  Object.entries(trainFlags).map(([name, options]) => [
    name,
    'default' in options ? options.default : undefined,
  ]),
);

/** `fmnist runs show`: what a run is, how it went, and what it left. @throws UserError where there is no such run. */
export function printRun(named: string, asJson: boolean): void {
  const run = findRun(named);
  const files = runFilesIn(run.folder);
  if (asJson) {
    const { config, history, result } = run;
    console.log(JSON.stringify({ ...summarize(run), config, history, result, files }));
    return;
  }
  const sections = [
    tableText(facts(run)),
    epochs(run),
    tableText(
      files.map(({ name, bytes }) => [name, prettyBytes(bytes)]),
      [1],
    ),
    howToGoOn(run),
  ];
  console.log(sections.filter((text) => text !== '').join('\n\n'));
}

function facts(run: Run): string[][] {
  const { recipe, data, environment, initFrom } = run.config;
  const { state, startedAt, preset, seed, epochsDone, epochsPlanned, trainingSeconds } = summarize(run);
  const { result } = run;
  return [
    ['run', run.name],
    ['state', `${state}, begun ${moment(startedAt)}`],
    ['preset', `${preset}: ${recipe.about}`],
    ['seed', String(seed)],
    ['epochs', `${epochsDone} of ${epochsPlanned}, in batches of ${recipe.batchSize}`],
    ['time', duration(trainingSeconds)],
    ['flags', flagsText(run.config.flags) || 'none'],
    ...(initFrom ? [['begun with', initFrom.file]] : []),
    [
      'data',
      `${data.train.count} pictures to train on, ${data.test.count} to test with, ${data.classNames.length} classes, from ${data.source}`,
    ],
    ['machine', `${environment.cpu}, ${environment.cores} cores, Node ${environment.node}`],
    ...(result
      ? [
          ['train', `${percent(result.train.accuracy)}, loss ${result.train.loss.toFixed(4)}`],
          ['test', `${percent(result.test.accuracy)}, loss ${result.test.loss.toFixed(4)}`],
          ['weights', result.weightsSha256],
        ]
      : []),
  ];
}

/** The flags a run was begun with, as they would be typed, without those that say what is so anyway. */
function flagsText(flags: Run['config']['flags']): string {
  const typed = Object.entries(flags).filter(([name, value]) => String(value) !== String(defaults.get(name)));
  return typed
    .map(([name, value]) => {
      if (typeof value === 'boolean') return value ? `--${name}` : `--no-${name}`;
      return `--${name} ${Array.isArray(value) ? value.join(',') || 'none' : value}`;
    })
    .join(' ');
}

function epochs({ history }: Run): string {
  if (history.length === 0) return '';
  const rows = history
    .slice(-LAST_EPOCHS)
    .map(({ epoch, loss, accuracy, validation, learningRate, durationMs }) => [
      epoch,
      loss.toFixed(4),
      percent(accuracy),
      validation?.loss.toFixed(4) ?? '–',
      percent(validation?.accuracy),
      learningRate.toPrecision(3),
      duration(durationMs / 1000),
    ]);
  const heads = ['epoch', 'loss', 'accuracy', 'validation loss', 'validation', 'learning rate', 'time'];
  return tableText([heads, ...rows], [0, 1, 2, 3, 4, 5, 6]);
}

function howToGoOn({ folder, state }: Run): string {
  const path = relative(process.cwd(), folder) || '.';
  const repeat = `To repeat it: fmnist train --config ${path}`;
  return state === 'interrupted' ? `To go on:     fmnist train --resume ${path}\n${repeat}` : repeat;
}
