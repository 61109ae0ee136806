import { UserError } from '@fmnist/core';
import { exportJson, importJson } from '@fmnist/interchange';
import { wholeAs } from '../mutate/layout';
import type { Parser } from '../parser';
import { smallModels } from '../small-models';

export const parser: Parser = {
  name: 'model-json',
  about: 'models as JSON',
  seeds: () => smallModels().map((model) => new TextEncoder().encode(exportJson(model))),
  words: [
    '"formatVersion": 1',
    '"config"',
    '"parameters"',
    '"NaN"',
    '1e999',
    '-0',
    '[',
    ']',
    '{',
    '}',
    '\\u0000',
  ],
  layout: wholeAs('json'),
  read: (input) => importJson(new TextDecoder().decode(input)).config(),
  refusal: UserError,
};
