import { createHash } from 'node:crypto';
import { Model } from '@fmnist/core';
import { pickFromDataset } from '@fmnist/data';
import { loadFashionMnist } from '@fmnist/data/node';
import { describe, expect, it } from 'vitest';
import { augmentationsOf, countParameters, presetNames, presets, readRecipe } from '../src';

const { train } = await loadFashionMnist();
const some = pickFromDataset(
  train,
  Uint32Array.from({ length: 200 }, (_, index) => 7 * index),
);

describe.each(presetNames)('the preset %s', (name) => {
  const recipe = presets[name];

  it('is plain data that can be saved, changed and read again', () => {
    expect(readRecipe(JSON.parse(JSON.stringify(recipe)))).toEqual(recipe);
  });

  it('trains to the same bits on 1, 2 and 3 threads', async () => {
    const hashes = [];
    for (const threads of [1, 2, 3]) {
      const model = Model.fromConfig(recipe.model, { seed: 1 });
      await model.train(some.images, some.labels, {
        epochs: 2,
        batchSize: recipe.batchSize,
        augment: augmentationsOf(recipe),
        seed: 1,
        threads,
      });
      hashes.push(createHash('sha256').update(model.saveParameters()).digest('hex'));
    }
    expect(hashes).toEqual([hashes[0], hashes[0], hashes[0]]);
  });
});

describe('the presets', () => {
  const layersOf = (name: (typeof presetNames)[number]) => presets[name].model.layers.map(({ type }) => type);
  const parametersOf = (name: (typeof presetNames)[number]) =>
    countParameters(Model.fromConfig(presets[name].model));

  it('keep what their names promise', () => {
    expect(parametersOf('original')).toBe(118_282);
    expect(layersOf('mlp')).not.toContain('Conv2D');
    expect(layersOf('cnn')).toContain('Conv2D');
    expect(parametersOf('cnn-small')).toBeLessThan(100_000);
    expect(parametersOf('cnn')).toBeLessThan(1_000_000);
  });

  it('are refused with the place of what is wrong', () => {
    const { cnn } = presets;
    expect(() => readRecipe({ ...cnn, epochs: 1.5 })).toThrow(/^This is no recipe: epochs: /);
    expect(() => readRecipe({ ...cnn, speed: 1 })).toThrow(/speed/);
    expect(() => readRecipe({ ...cnn, augment: [{ type: 'Dance' }] })).toThrow(
      /^augment\[0\]: there is no augmentation "Dance"/,
    );
    expect(() => readRecipe(null)).toThrow(/^This is no recipe/);
  });
});
