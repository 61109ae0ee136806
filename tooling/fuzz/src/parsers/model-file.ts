import { readFileSync } from 'node:fs';
import { Model, UserError } from '@fmnist/core';
import { readModel } from '../../../../apps/web/src/own-model/read-model';
import { attempt } from '../attempt';
import { safetensorsLayout } from '../mutate/safetensors-layout';
import type { Parser } from '../parser';
import { smallModels } from '../small-models';

const fixtures = new URL('../../../../packages/core/test/fixtures/formats/v1/', import.meta.url);
const seedFiles = ['model', 'model-with-optimizer', 'parameters', 'checkpoint'];

const [smallModel] = smallModels();

export const parser: Parser = {
  name: 'model-file',
  about: 'model files, parameters and checkpoints, as the library and the page read them',
  seeds: () => [
    ...seedFiles.map((name) => new Uint8Array(readFileSync(new URL(`${name}.safetensors`, fixtures)))),
    ...smallModels().map((model) => model.save({ includeOptimizer: true })),
  ],
  words: ['"fmnist"', '"kind":"checkpoint"', '"progress"', 'optimizer/', 'epoch/dataLosses', 'memory/'],
  layout: safetensorsLayout,
  read: (input) =>
    attempt(UserError, [
      () => Model.load(input).save(),
      () => Model.loadCheckpoint(input).model.config(),
      () => Model.readOptimizerState(input),
      () => smallModel.loadParameters(input),
      () => readModel(input, 'The file'),
    ]),
  refusal: UserError,
};
