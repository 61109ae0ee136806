/** Real runs in a page, of 300 images. */
import type { Route } from '@fmnist/browser';
import { capabilities } from '@fmnist/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeWorkFolder } from '../src/child/work-folder';
import type { TrainAnswer } from '../src/messages';
import { buildPage } from '../src/page/build-page';
import { type PageKind, trainInPage } from '../src/page/train-in-page';
import { createModel } from '../src/runners/ours';
import { HIDDEN } from '../src/runners/parameters';
import { openWorkshop, type Workshop } from '../src/workshop';
import { brightTenths } from './bright-tenths';

let workshop: Workshop;
let routes: Record<string, Route>;
beforeAll(async () => {
  workshop = await openWorkshop();
  const images = brightTenths(300);
  writeWorkFolder(workshop.folder, { train: images, test: images }, createModel(HIDDEN, 0));
  routes = await buildPage(workshop);
});
afterAll(() => workshop?.close());

async function train(contender: string, kind: PageKind, epochs = 2): Promise<TrainAnswer> {
  const plan = { epochs, stepLimit: 0, seed: 1 };
  const { answer, childSeconds } = await trainInPage(routes, contender, plan, kind);
  expect(childSeconds).toBeGreaterThan(0);
  return answer;
}

test('ours trains in a page, and threads make no difference to the accuracy', async () => {
  const [one, two] = [await train('ours-1', 'isolated'), await train('ours-2', 'isolated')];
  expect(one.epochs).toHaveLength(2);
  expect(one.epochs[0].seconds).toBeGreaterThan(0);
  expect(two.epochs.map(({ accuracy }) => accuracy)).toEqual(one.epochs.map(({ accuracy }) => accuracy));
});

test.for([
  ['jax', 'isolated'],
  ['jax', 'plain'],
  ['tfjs-wasm', 'isolated'],
  ['tfjs-wasm', 'plain'],
] as const)('%s trains in a page that is %s, and learns', async ([contender, kind], { skip }) => {
  skip(contender === 'jax' && !capabilities().simd, 'jax-js computes with vectors');
  const { epochs } = await train(contender, kind, 20);
  expect(epochs).toHaveLength(20);
  expect(epochs.at(-1)?.accuracy).toBeGreaterThan(0.5);
});

test('who cannot train in a page is told', async () => {
  await expect(train('nobody', 'plain')).rejects.toThrow('No runner is named "nobody"');
});
