import '../site-variables';
import { equal } from 'node:assert/strict';
import { readFragment, trainingConfigOf, writeFragment } from '../../../../apps/web/src/state/page-state';
import { planOf } from '../../../../apps/web/src/training/plan';
import { recipeFor } from '../../../../apps/web/src/training/recipe-for';
import type { Parser } from '../parser';

const fragments = [
  '',
  '#view=train&preset=mlp&epochs=3&batch=64&seed=7',
  '#model=own&view=understand',
  '#layers=conv-8-3-1_relu_maxpool-2_residual-2_conv-8-3-1_batchnorm_dense-16_dropout-0.2&preset=cnn&flip=0.5',
  '#optimizer=adamw&rate=0.01&schedule=steps&smoothing=0.1&turn=10&erase=0.3&threads=2',
  'x=%E9&&=#',
];

/** Whatever a link says, there is a state; the link of that state leads to it; and there is a plan for it, or a misfit. */
export const parser: Parser = {
  name: 'link',
  about: 'the state of the page in a link, with the layers to train',
  seeds: () => fragments.map((text) => new TextEncoder().encode(text)),
  words: [
    ...['view=', 'model=', 'preset=', 'layers=', 'optimizer=', 'schedule=', 'epochs=', 'seed=', 'shift='],
    ...['dense-4096', 'conv-512-7-4', 'residual-12', 'maxpool-7', 'globalpool', 'none', '_', '-'],
    ...['&', '%', '%00', '%f0%9f', '+', '1e3', '0x10', '-0', ' 5 ', 'Infinity', '4294967295', '__proto__='],
  ],
  read(input) {
    const state = readFragment(new TextDecoder().decode(input));
    const link = writeFragment(state);
    equal(writeFragment(readFragment(link)), link);
    const config = trainingConfigOf(state);
    if (planOf(config).fits) recipeFor(config);
  },
};
