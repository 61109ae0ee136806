import { readFile } from 'node:fs/promises';
import { Conv2D, Dense, Flatten, Model, ReLU, Rescale, Softmax, Tensor } from '@fmnist/core';
import { describe, expect, it } from 'vitest';
import { Classifier, explain, unpackModel } from '../src';

const SIDE = 28;
const { abs } = Math;

/** Two classes, told apart by how bright one pixel is. */
function byOnePixel(pixel: number): Classifier {
  const weights = new Float32Array(2 * SIDE * SIDE);
  weights[2 * pixel + 1] = 4;
  const layer = new Dense(SIDE * SIDE, 2);
  layer.setParameters(new Tensor(weights, [SIDE * SIDE, 2]), Tensor.from([0, -1]));
  const model = new Model({ inputShape: [SIDE * SIDE], labels: ['dark', 'bright'] });
  for (const each of [new Rescale(1 / 255), layer, new Softmax()]) model.add(each);
  model.finalize();
  return new Classifier(model);
}

describe('what an answer hangs on', () => {
  const pixel = 13 * SIDE + 9;
  const white = new Uint8Array(SIDE * SIDE).fill(255);

  it('is found by hiding it, and by the gradient: the only pixel that a network looks at', async () => {
    const told = await explain(byOnePixel(pixel), white);
    expect(told).toMatchObject({ class: 1, label: 'bright', height: SIDE, width: SIDE });
    expect(told.probability).toBeCloseTo(1 / (1 + Math.exp(-3)), 5);
    const lost = told.probability - 1 / (1 + Math.exp(1));
    expect(told.occlusion[pixel]).toBeCloseTo(lost, 5);
    told.occlusion.forEach((value, i) => {
      const far = Math.max(abs((i % SIDE) - 9), abs(Math.floor(i / SIDE) - 13)) > 5;
      if (far) expect(value).toBe(0);
    });
    told.saliency.forEach((value, i) => {
      expect(value).toBeCloseTo(i === pixel ? 4 / 255 : 0, 6);
    });
  });

  it('is told of another class too: hiding what speaks against it makes it likelier', async () => {
    const told = await explain(byOnePixel(pixel), white, { class: 0 });
    expect(told).toMatchObject({ class: 0, label: 'dark' });
    expect(told.occlusion[pixel]).toBeLessThan(-0.5);
  });

  it('hides as often in the corners as in the middle', async () => {
    for (const corner of [0, SIDE - 1, SIDE * (SIDE - 1), SIDE * SIDE - 1]) {
      const { occlusion, probability } = await explain(byOnePixel(corner), white);
      expect(occlusion[corner]).toBeCloseTo(probability - 1 / (1 + Math.exp(1)), 5);
    }
  });

  it('is told of a convolutional network that is shipped: more of the garment than of the black around it', async () => {
    const file = new URL('../weights/cnn-small.safetensors', import.meta.url);
    const classifier = new Classifier(unpackModel(await readFile(file)));
    const trousers = Uint8Array.from({ length: SIDE * SIDE }, (_, i) => {
      const [x, y] = [i % SIDE, Math.floor(i / SIDE)];
      const isLeg = (x >= 7 && x < 12) || (x >= 16 && x < 21);
      return isLeg || (y < 8 && x >= 7 && x < 21) ? 180 : 0;
    });
    const told = await explain(classifier, trousers);
    const [shown] = await classifier.classify(new Tensor(trousers, [1, 784]));
    expect(told.label).toBe('Trouser');
    expect(abs(told.probability - shown.probability)).toBeLessThan(1e-6);
    const mean = (map: Float32Array, isMeant: (i: number) => boolean) => {
      const values = map.filter((_, i) => isMeant(i));
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    };
    const isOnIt = (i: number) => trousers[i] > 0;
    expect(mean(told.occlusion, isOnIt)).toBeGreaterThan(mean(told.occlusion, (i) => !isOnIt(i)));
    const isAside = (i: number) => i % SIDE < 4 || i % SIDE >= 24;
    expect(mean(told.saliency, (i) => !isAside(i))).toBeGreaterThan(mean(told.saliency, isAside));
    expect(await explain(classifier, trousers)).toEqual(told);
  });

  it('is refused where a class is not there, a picture has another size, or the model takes no grey pictures', async () => {
    const classifier = byOnePixel(pixel);
    await expect(explain(classifier, white, { class: 2 })).rejects.toThrow(/outputs 0 to 1/);
    await expect(explain(classifier, white.subarray(1))).rejects.toThrow(/784 numbers, got 783/);
    const colours = new Model({ inputShape: [4, 4, 3] });
    for (const layer of [new Conv2D(3, 1), new ReLU(), new Flatten(), new Dense(4, 2), new Softmax()]) {
      colours.add(layer);
    }
    colours.finalize();
    await expect(explain(new Classifier(colours), new Uint8Array(48))).rejects.toThrow(
      /grey pictures.*\[4, 4, 3\]/,
    );
  });
});
