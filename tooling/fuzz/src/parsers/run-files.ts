import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '@fmnist/core';
import { presets, readRecipe } from '@fmnist/models';
import { readRunConfig } from '../../../../apps/cli/src/runs/config';
import { readRunHistory } from '../../../../apps/cli/src/runs/history';
import { readRunResult } from '../../../../apps/cli/src/runs/result';
import { RUNNING_FILE, runningProcess } from '../../../../apps/cli/src/runs/running';
import { readLabelsFile } from '../../../../packages/data/src/class-names/labels-file';
import { readDescription } from '../../../../packages/data/src/idx-folder/description';
import { attempt } from '../attempt';
import { wholeAs } from '../mutate/layout';
import type { Parser } from '../parser';
import { smallModels } from '../small-models';

const sha256 = '0'.repeat(64);
const pictures = { count: 1, imagesSha256: sha256, labelsSha256: sha256 };
const config = {
  formatVersion: 2,
  fmnist: '0.1.0',
  recipe: { ...presets.original, model: smallModels()[0].config() },
  flags: { preset: 'original', seed: 0, shuffle: true, hidden: [16, 8] },
  data: { source: 'here', classNames: ['a', 'b'], train: pictures, test: pictures },
  environment: {
    startedAt: '2026-01-01T00:00:00Z',
    node: '20',
    platform: 'linux',
    architecture: 'x64',
    cpu: 'some',
    cores: 2,
    threads: 'auto',
  },
};
const epoch = {
  epoch: 1,
  loss: 0.5,
  dataLoss: 0.5,
  regularizationLoss: 0,
  accuracy: 0.75,
  learningRate: 0.002,
  durationMs: 10,
  validationLoss: null,
  validationAccuracy: 0.5,
};
const evaluation = { loss: 0.5, accuracy: null };
const result = {
  epochs: 1,
  seconds: 1,
  secondsPerEpoch: 1,
  threads: 2,
  train: evaluation,
  test: evaluation,
  files: { params: 'p', model: 'm', checkpoint: 'c' },
  weightsSha256: sha256,
};
const description = {
  formatVersion: 1,
  name: 'hats',
  classNames: ['cap', 'bonnet'],
  files: [{ name: 'train-images-idx3-ubyte', bytes: 16, sha256 }],
};

const folder = mkdtempSync(join(tmpdir(), 'fmnist-run-files-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const names = ['config.json', 'history.jsonl', 'result.json', RUNNING_FILE, 'dataset.json', 'labels.txt'];

export const parser: Parser = {
  name: 'run-files',
  about: 'what the command line keeps of a run, and beside a data set',
  seeds: () =>
    [
      ...[config, result, description, { pid: 1, host: 'here' }].map((each) => JSON.stringify(each)),
      `${JSON.stringify(epoch)}\n${JSON.stringify({ ...epoch, epoch: 2 })}\n`,
      'T-shirt\nTrouser\r\n',
    ].map((text) => new TextEncoder().encode(text)),
  words: ['\n', '\r\n', 'null', '"formatVersion":2', '"formatVersion":3', '1e999'],
  layout: wholeAs('json'),
  read(input) {
    for (const name of names) writeFileSync(join(folder, name), input);
    return attempt(UserError, [
      () => {
        const run = readRunConfig(join(folder, 'config.json'));
        if (run) readRecipe(run.recipe);
      },
      () => readRunHistory(folder),
      () => readRunResult(folder),
      () => runningProcess(folder),
      () => readDescription(folder),
      () => readLabelsFile(folder),
    ]);
  },
  refusal: UserError,
};
