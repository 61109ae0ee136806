import { Dense, Model, ReLU } from '@fmnist/core';
import { describe, expect, it } from 'vitest';
import { presetNames, presets, withLabels } from '../src';

const labels = ['T-shirt/top', 'Ärmel 👟', '<script>'];

describe('a recipe for other classes', () => {
  it.each(presetNames)('makes of %s a network with an output for each, that carries their names', (name) => {
    const { model, ...others } = withLabels(presets[name], labels);
    const made = Model.fromConfig(model);
    expect(made.outputShape).toEqual([3]);
    expect(made.labels).toEqual(labels);
    const { model: before, ...same } = presets[name];
    expect(others).toEqual(same);
    expect(model.layers.slice(0, -2)).toEqual(before.layers.slice(0, -2));
  });

  it.each(presetNames)('is %s itself for the classes it is for', (name) => {
    expect(withLabels(presets[name], presets[name].model.labels ?? [])).toEqual(presets[name]);
  });

  it('cannot be made of one that does not end in a Dense layer', () => {
    const { model } = presets.original;
    const layers = [...model.layers.slice(0, -2), new Dense(128, 10).config(), new ReLU().config()];
    const recipe = { ...presets.original, model: { ...model, layers } };
    expect(() => withLabels(recipe, labels)).toThrow(
      /no Dense layer, so that it cannot be made to fit 3 classes/,
    );
    const others = Array.from({ length: 10 }, (_, label) => `class ${label}`);
    expect(withLabels(recipe, others).model).toEqual({ ...recipe.model, labels: others });
  });
});
