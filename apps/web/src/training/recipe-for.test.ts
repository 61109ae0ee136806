import { Model } from '@fmnist/core';
import { presets } from '@fmnist/models';
import { describe, expect, it } from 'vitest';
import { formatLayers, kindNames, newLayer, parseLayers } from './layer-spec';
import { planOf } from './plan';
import { presetConfig } from './preset-config';
import { recipeFor } from './recipe-for';
import { repeatOf } from './repeat';
import { type TrainingConfig, trainablePresets } from './training-config';

const original = presetConfig('original');
const cnn = presetConfig('cnn-small');
const plan = (changes: Partial<TrainingConfig>) => planOf({ ...original, ...changes });

describe('a configuration', () => {
  it.each(trainablePresets)('that is the preset %s makes its recipe', (preset) => {
    const { temperature: _, ...recipe } = presets[preset];
    expect(recipeFor(presetConfig(preset))).toEqual(recipe);
    expect(repeatOf({ ...presetConfig(preset), epochs: 2 })).toEqual({
      command: `fmnist train --preset ${preset} --epochs 2 --batch-size 128 --seed 0`,
    });
  });

  it('is told in flags where the command line has flags for it, else in a recipe', () => {
    expect(
      repeatOf({ ...original, layers: 'dense-64_relu', optimizer: 'sgd', rate: 0.1, threads: 2 }),
    ).toEqual({
      command:
        'fmnist train --preset original --hidden 64 --l2 0.0005 --optimizer sgd --learning-rate 0.1 --decay 0.0005 --epochs 15 --batch-size 128 --seed 0 --threads 2',
    });
    expect(repeatOf({ ...original, layers: 'none', l2: 0 }).command).toContain('--hidden none');
    for (const changes of [
      { layers: 'dense-64_tanh' },
      { layers: 'dense-64_dropout-0.1_relu' },
      { optimizer: 'adamw' },
      { optimizer: 'sgd', momentum: 0.9 },
      { schedule: 'cosine' },
      { schedule: 'steps' },
      { smoothing: 0.1 },
      { initializer: 'he' },
      { flip: 0.5 },
      { turn: 5 },
    ] satisfies Partial<TrainingConfig>[]) {
      const { command, recipe } = repeatOf({ ...original, ...changes, seed: 7 });
      expect(command).toBe('fmnist train --preset fmnist-recipe.json --seed 7');
      expect(JSON.parse(recipe?.text ?? '')).toEqual({
        ...recipeFor({ ...original, ...changes }),
        about: 'made in the page, from original',
      });
    }
  });

  it('has the shapes and parameters that its model has', () => {
    for (const config of [
      ...trainablePresets.map(presetConfig),
      {
        ...original,
        layers: 'conv-4-5-2_leakyrelu-0.1_avgpool-2_residual-2_dense-9_sigmoid_batchnorm_dense-3',
      },
    ]) {
      const planned = planOf(config);
      if (!planned.fits) throw new Error(planned.message);
      const model = Model.fromConfig(recipeFor(config).model);
      expect(model.summary()).toContain(`total: ${planned.parameters.toLocaleString('en')} parameters`);
      expect(planned.layers.at(-1)?.shape).toBe('10');
    }
  });
});

describe('layers that do not fit', () => {
  it.each<[layers: string, place: number, message: RegExp]>([
    ['dense-9_relu_conv-4-3-1', 2, /works on pictures, .* gives a row of 9 numbers: move it up/],
    ['globalpool_maxpool-2', 1, /works on pictures/],
    ['maxpool-7_maxpool-7', 1, /window of 7 × 7 is larger than what it gets, 4 × 4 × 1/],
    ['dense-9_residual-2', 1, /reaches back over 2 layers, and before it there is 1$/],
    ['dense-9_relu_residual-2', 2, /784, to what comes out, 9, and these do not fit/],
  ])('are named: %s', (layers, place, message) => {
    expect(plan({ layers })).toMatchObject({ fits: false, place, message: expect.stringMatching(message) });
  });

  it('are too many where a page could not train them', () => {
    expect(plan({ layers: 'dense-4096_dense-4096_dense-4096' })).toMatchObject({
      fits: false,
      message: expect.stringMatching(/^36,\d+,\d+ parameters are more than a page can train: .* 20,000,000$/),
    });
  });
});

describe('layers in a link', () => {
  it('come back as they were', () => {
    const each = kindNames.map(newLayer);
    expect(parseLayers(formatLayers(each))).toEqual(each);
    expect(parseLayers(formatLayers([]))).toEqual([]);
    expect(formatLayers(parseLayers(cnn.layers) ?? [])).toBe(cnn.layers);
  });

  it.each([
    '',
    'dense',
    'dense-0',
    'dense-1.5',
    'dense-x',
    'dense-9-9',
    'dense-',
    'dance-9',
    'constructor',
    'relu_',
    'dropout-1',
    Array(49).fill('relu').join('_'),
  ])('that are none are not taken: %s', (text) => {
    expect(parseLayers(text)).toBeUndefined();
  });
});
