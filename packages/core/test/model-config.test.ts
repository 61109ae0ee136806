import { Model } from '@fmnist/core';
import { describe, expect, it } from 'vitest';
import { classifier, hashOf, pictures } from './pictures';

describe('a model as plain data', () => {
  it('goes through JSON, and trains as the one it was taken from', async () => {
    const { x, y } = pictures(200);
    const model = classifier();
    const again = Model.fromConfig(JSON.parse(JSON.stringify(model.config())), { seed: 3 });
    expect(again.config()).toEqual(model.config());
    expect(hashOf(again)).toBe(hashOf(model));
    for (const each of [model, again]) await each.train(x, y, { batchSize: 32 });
    expect(hashOf(again)).toBe(hashOf(model));
  });

  it('begins anew: what a training left is not in it', async () => {
    const { x, y } = pictures(200);
    const model = classifier();
    await model.train(x, y);
    const again = Model.fromConfig(model.config(), { seed: 3 });
    expect(again.trainingSummary).toBeUndefined();
    expect(hashOf(again)).toBe(hashOf(classifier()));
  });

  it('is made with the parameters of another, where they are given, and refuses those that do not fit', () => {
    const model = classifier();
    const again = Model.fromConfig(model.config(), { seed: 99, parameters: model.getParameters() });
    expect(hashOf(again)).toBe(hashOf(model));
    const tooFew = model.getParameters().slice(1);
    expect(() => Model.fromConfig(model.config(), { parameters: tooFew })).toThrow(/trainable layers/);
  });

  it('is refused with the place of what is wrong', () => {
    const config = classifier().config();
    const changed = { ...config, layers: [...config.layers, { type: 'Dance' }] };
    expect(() => Model.fromConfig(changed)).toThrow(
      /^model\.layers\[8\]: there is no layer "Dance"; known are /,
    );
    expect(() => Model.fromConfig({ ...config, speed: 3 })).toThrow('model has an unknown field "speed"');
    expect(() => Model.fromConfig(7)).toThrow(/^model/);
  });
});
