import { readFile } from 'node:fs/promises';
import { Model, RandomStream, Tensor } from '@fmnist/core';
import { loadFashionMnist } from '@fmnist/data/node';
// The built package: weights stand beside the files that users get.
import { Classifier, isShippedName, shippedNames, wilsonInterval } from '@fmnist/models';
import { readShippedModel } from '@fmnist/models/node';
import { describe, expect, it } from 'vitest';
import { pack } from '../make/pack';

const { train, test } = await loadFashionMnist();

/** How many of the five pictures below a model flags at least: dense layers tell less than convolutions. */
const flaggedOfFive = { mlp: 2, 'cnn-small': 5, cnn: 5 };

/** What every classifier should be unsure of: noise, stripes and a plain grey square. */
function noGarments(): Tensor {
  const random = new RandomStream(1, 'no garments');
  const picture = (pixel: (x: number, y: number) => number) =>
    Array.from({ length: 784 }, (_, i) => pixel(i % 28, Math.floor(i / 28)));
  const pictures = [
    picture((x, y) => 255 * random.uniform(28 * y + x)),
    picture((x, y) => (random.uniform(1000 + 28 * y + x) < 0.1 ? 255 : 0)),
    picture((x) => (x % 4 < 2 ? 255 : 0)),
    picture((x, y) => ((x + y) % 6 < 3 ? 255 : 0)),
    picture((x, y) => (((x >> 2) + (y >> 2)) % 2 === 0 ? 255 : 0)),
  ];
  return new Tensor(Uint8Array.from(pictures.flat()), [pictures.length, 28, 28]);
}

describe.each(shippedNames)('the model %s', (name) => {
  it('is as good as its card says, on the test pictures', async () => {
    const card = JSON.parse(await readFile(new URL(`../cards/${name}.json`, import.meta.url), 'utf8'));
    const { model } = await readShippedModel(name);
    const { accuracy } = await model.evaluate(test.images, test.labels);
    expect(accuracy).toBeCloseTo(card.test.accuracy, 10);
    expect(card.test.interval).toEqual([...wilsonInterval(Math.round(accuracy * 10_000), 10_000)]);
  });

  it('names garments, and flags what is none', async () => {
    const classifier = new Classifier(await readShippedModel(name));
    const some = await classifier.classify(test.images.rows(0, 500));
    expect(some.filter(({ outOfDistribution }) => outOfDistribution).length).toBeLessThan(15);
    const right = some.filter((shown, row) => shown.class === test.labels[row]);
    expect(right.length).toBeGreaterThan(440);
    const others = await classifier.classify(noGarments());
    const flagged = others.filter(({ outOfDistribution }) => outOfDistribution);
    expect(flagged.length).toBeGreaterThanOrEqual(flaggedOfFive[name]);
  });
});

describe('the file of a shipped model', () => {
  it('is what its weights are packed to, to the last byte', async () => {
    const file = await readFile(new URL('../weights/mlp.safetensors', import.meta.url));
    const { bytes } = await pack(Model.load(file), train);
    expect(file.equals(bytes)).toBe(true);
  });
});

describe('a name', () => {
  it('is that of a model that is shipped, or not', () => {
    expect(isShippedName('mlp')).toBe(true);
    expect(isShippedName('original')).toBe(false);
  });
});
