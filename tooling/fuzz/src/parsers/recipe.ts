import { UserError } from '@fmnist/core';
import { augmentationsOf, presets, readRecipe } from '@fmnist/models';
import { wholeAs } from '../mutate/layout';
import type { Parser } from '../parser';
import { smallModels } from '../small-models';

export const parser: Parser = {
  name: 'recipe',
  about: 'recipes of networks, as in `train --preset FILE.json`',
  seeds: () =>
    [
      ...Object.values(presets).map((preset) => ({ ...preset, model: smallModels()[0].config() })),
      ...smallModels().map((model) => ({ ...presets.cnn, model: model.config() })),
      presets.original,
    ].map((recipe) => new TextEncoder().encode(JSON.stringify(recipe))),
  words: ['"type":"Dense"', '"Residual"', '"layers":[]', '"schedule"', '"augment"', '1e9', '-1'],
  layout: wholeAs('json'),
  read(input) {
    const value = parse(new TextDecoder().decode(input));
    if (value !== undefined) augmentationsOf(readRecipe(value));
  },
  refusal: UserError,
};

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
