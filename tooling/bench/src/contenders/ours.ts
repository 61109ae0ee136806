import { createNodeContender } from './node-contender';

const training = { full: { epochs: 5 }, quick: { epochs: 2 } };
const convolutionalTraining = { full: { epochs: 6 }, quick: { epochs: 3 } };
/** The Node that has relaxed SIMD without asking for it. */
const RELAXED_SIMD_NODE = 22;
const nodeMajor = Number(process.versions.node.split('.')[0]);
const relaxedSimdFlags = nodeMajor < RELAXED_SIMD_NODE ? ['--experimental-wasm-relaxed-simd'] : [];

const trainings = { train: true, 'train-cnn': true, 'train-page': true } as const;
const predictions = { 'predict-batch': true, 'predict-one': true } as const;

/** What others are compared with, where training threads make no difference. */
export const ours = createNodeContender({
  id: 'ours',
  name: '**@fmnist/core**',
  library: '@fmnist/core',
  jobs: { ...predictions, startup: true },
});

export const oursOneThread = createNodeContender({
  id: 'ours-1',
  name: '**@fmnist/core, 1 thread**',
  library: '@fmnist/core',
  jobs: trainings,
  training,
  convolutionalTraining,
  threads: 1,
});

export const oursTwoThreads = createNodeContender({
  id: 'ours-2',
  name: '**@fmnist/core, 2 threads**',
  library: '@fmnist/core',
  jobs: trainings,
  training,
  convolutionalTraining,
  threads: 2,
});

const fast = { library: '@fmnist/core', note: 'relaxed SIMD, other bits', nodeFlags: relaxedSimdFlags };

export const oursFast = createNodeContender({
  ...fast,
  id: 'ours-fast',
  name: '**@fmnist/core, fast**',
  jobs: predictions,
});

export const oursFastOneThread = createNodeContender({
  ...fast,
  id: 'ours-fast-1',
  name: '**@fmnist/core, fast, 1 thread**',
  jobs: { train: true },
  training,
});

export const oursFastTwoThreads = createNodeContender({
  ...fast,
  id: 'ours-fast-2',
  name: '**@fmnist/core, fast, 2 threads**',
  jobs: trainings,
  training,
  convolutionalTraining,
  threads: 2,
});
