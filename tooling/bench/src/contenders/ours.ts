import { createNodeContender } from './node-contender';

const training = { full: { epochs: 5 }, quick: { epochs: 2 } };
/** The Node that has relaxed SIMD without asking for it. */
const RELAXED_SIMD_NODE = 22;
const nodeMajor = Number(process.versions.node.split('.')[0]);
const relaxedSimdFlags = nodeMajor < RELAXED_SIMD_NODE ? ['--experimental-wasm-relaxed-simd'] : [];

/** What others are compared with, where threads make no difference. */
export const ours = createNodeContender({
  id: 'ours',
  name: '**@fmnist/core**',
  library: '@fmnist/core',
  jobs: { 'predict-batch': true, 'predict-one': true, startup: true },
});

export const oursOneThread = createNodeContender({
  id: 'ours-1',
  name: '**@fmnist/core, 1 thread**',
  library: '@fmnist/core',
  jobs: { train: true },
  training,
});

export const oursTwoThreads = createNodeContender({
  id: 'ours-2',
  name: '**@fmnist/core, 2 threads**',
  library: '@fmnist/core',
  jobs: { train: true },
  training,
});

export const oursFast = createNodeContender({
  id: 'ours-fast',
  name: "**@fmnist/core, precision: 'fast'**",
  library: '@fmnist/core',
  jobs: { train: true, 'predict-batch': true, 'predict-one': true },
  training,
  note: 'relaxed SIMD, other bits; trains with 2 threads',
  nodeFlags: relaxedSimdFlags,
});
