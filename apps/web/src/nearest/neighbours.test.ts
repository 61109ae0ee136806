import { readFileSync } from 'node:fs';
import { UserError } from '@fmnist/core';
import { pickFromDataset } from '@fmnist/data';
import { loadFashionMnist } from '@fmnist/data/node';
import { Classifier, modelUrl, unpackModel } from '@fmnist/models';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Pictures } from '../data/load-pictures';
import { Neighbours } from './neighbours';

const COUNT = 300;

let pictures: Pictures;
let classifier: Classifier;
beforeAll(async () => {
  const { train } = await loadFashionMnist();
  const first = pickFromDataset(
    train,
    Uint32Array.from({ length: COUNT }, (_, row) => row),
  );
  pictures = {
    pixels: Uint8Array.from(first.images.data),
    labels: Uint8Array.from(first.labels),
    classNames: first.classNames,
  };
  classifier = new Classifier(unpackModel(readFileSync(modelUrl('cnn-small'))));
});

const pixelsOf = (row: number) => pictures.pixels.slice(784 * row, 784 * (row + 1));

describe('Neighbours', () => {
  it('a training picture is nearest to itself, and those next to it are mostly of its class', async () => {
    const neighbours = new Neighbours(async () => pictures);
    let alike = 0;
    for (let row = 0; row < 20; row++) {
      const [nearest, ...others] = await neighbours.nearest(pixelsOf(row), classifier, 6);
      expect([...nearest.pixels]).toEqual([...pixelsOf(row)]);
      expect(nearest.distance).toBe(0);
      expect(others.every(({ distance }, place) => distance >= (others[place - 1]?.distance ?? 0))).toBe(
        true,
      );
      alike += others.filter(({ name }) => name === nearest.name).length;
    }
    expect(alike).toBeGreaterThan(70);
  });

  it('says why there are none, and finds them once the pictures are to be had', async () => {
    let isThere = false;
    const neighbours = new Neighbours(async () => {
      if (!isThere) throw new UserError('is there a connection?');
      return pictures;
    });
    await expect(neighbours.nearest(pixelsOf(0), classifier, 1)).rejects.toThrow('is there a connection?');
    isThere = true;
    expect(await neighbours.nearest(pixelsOf(0), classifier, 1)).toHaveLength(1);
  });
});
