/** The process that trains many times, and tells of each training in a line of JSON. Nobody collects its garbage for it. */
import type { Worker } from 'node:worker_threads';
import { Model } from '@fmnist/core';
import { loadFashionMnist } from '@fmnist/data/node';
import { augmentationsOf, presets } from '@fmnist/models';
import { weightsSha256 } from '@fmnist/models/node';
import { type SoakTraining, soakJobs } from '../trainings/soak-training';

const SEED = 1;
const TEST_IMAGES = 1000;

const { train, test } = await loadFashionMnist();
let workers = 0;
process.on('worker', (worker: Worker) => {
  workers++;
  worker.once('exit', () => workers--);
});

const trainings = Number(process.argv[2]);
for (let turn = 0; turn < trainings; turn++) {
  // Each job comes with one thread as often as with two.
  const job = soakJobs[turn % soakJobs.length];
  const threads = 1 + (Math.floor(turn / soakJobs.length) % 2);
  console.log(JSON.stringify(await trainOnce(job, threads)));
}

async function trainOnce(
  { preset, steps }: (typeof soakJobs)[number],
  threads: number,
): Promise<SoakTraining> {
  const begin = performance.now();
  const recipe = presets[preset];
  const model = Model.fromConfig(recipe.model, { seed: SEED });
  const images = Math.min(train.labels.length, steps * recipe.batchSize);
  const shape = model.inputShape;
  const history = await model.train(
    train.images.rows(0, images).reshape([images, ...shape]),
    train.labels.subarray(0, images),
    { epochs: 1, batchSize: recipe.batchSize, seed: SEED, threads, augment: augmentationsOf(recipe) },
  );
  await model.evaluate(
    test.images.rows(0, TEST_IMAGES).reshape([TEST_IMAGES, ...shape]),
    test.labels.subarray(0, TEST_IMAGES),
  );
  return {
    preset,
    steps,
    threads: history.threads,
    seconds: (performance.now() - begin) / 1000,
    hash: weightsSha256(model),
    workers,
    residentBytes: process.memoryUsage.rss(),
  };
}
