import { loadFashionMnist } from '@fmnist/data/node';
import { beforeAll, describe, expect, it } from 'vitest';
import { Dice } from '../src/dice';
import { listFreePictures } from '../src/free-pictures';
import { kinds } from '../src/kinds';
import { type Measured, measure } from '../src/measure';
import { trainModel } from '../src/train-model';

const PICTURES_A_KIND = 20;
const data = await loadFashionMnist();

describe('pictures made up out of the test set', () => {
  let clean: Measured;
  let made: Measured[];

  beforeAll(async () => {
    const model = await trainModel(data.train, 3);
    ({ clean, made } = await measure(model, data.test, PICTURES_A_KIND, 1));
  });

  it('are named rightly nearly as often as those they are made of: at most 5 points less over all kinds', () => {
    const accuracy = made.reduce((sum, each) => sum + each.accuracy, 0) / made.length;
    expect(clean.accuracy).toBeGreaterThan(0.8);
    expect(accuracy).toBeGreaterThan(clean.accuracy - 0.05);
  });

  it('are of every kind there is', () => {
    expect(made.map(({ kind }) => kind)).toEqual(kinds.map(({ name }) => name));
  });

  it('are the same for the same seed, and others for another', async () => {
    const picture = data.test.images.data.subarray(0, 784);
    for (const { name, make } of kinds.slice(-2)) {
      const bytes = await make(picture, new Dice(1, name));
      expect(await make(picture, new Dice(1, name))).toEqual(bytes);
      expect(await make(picture, new Dice(2, name))).not.toEqual(bytes);
    }
  });
});

describe('the drawings', () => {
  it('each name a class of the data set and a licence', async () => {
    const pictures = await listFreePictures();
    expect(pictures.length).toBeGreaterThan(0);
    for (const { shows, licence } of pictures) {
      expect(data.test.classNames).toContain(shows);
      expect(['MIT', 'Apache-2.0', 'CC-BY-3.0', 'CC-BY-4.0']).toContain(licence);
    }
  });
});
