import { createNodeContender } from './node-contender';

const all = { train: true, 'predict-batch': true, 'predict-one': true, startup: true } as const;

export const tensorflowWasm = createNodeContender({
  id: 'tfjs-wasm',
  name: 'TensorFlow.js, wasm',
  library: '@tensorflow/tfjs',
  jobs: {
    ...all,
    'train-page': true,
    'train-cnn':
      "does not train convolutions: Kernel 'Conv2DBackpropFilter' not registered for backend 'wasm'",
  },
  training: { full: { epochs: 2 }, quick: { epochs: 1, stepLimit: 60 } },
  note: 'SIMD; no threads in Node',
});

export const tensorflowCpu = createNodeContender({
  id: 'tfjs-cpu',
  name: 'TensorFlow.js, plain JavaScript',
  library: '@tensorflow/tfjs',
  jobs: { ...all, 'train-page': true },
  training: { full: { epochs: 1 }, quick: { epochs: 1, stepLimit: 20 } },
});

export const jax = createNodeContender({
  id: 'jax',
  name: 'jax-js, wasm, jit',
  library: '@jax-js/jax',
  jobs: { ...all, 'train-cnn': true, 'train-page': true },
  training: { full: { epochs: 4 }, quick: { epochs: 2 } },
  convolutionalTraining: { full: { epochs: 1 }, quick: { epochs: 1 } },
  note: 'no threads in Node',
});

export const brain = createNodeContender({
  id: 'brain',
  name: 'brain.js',
  library: 'brain.js',
  jobs: {
    train: 'trains image by image, with squared errors: no batches, no softmax, no cross-entropy',
    'predict-batch': true,
    'predict-one': true,
    startup: true,
  },
});

export const onnxruntime = createNodeContender({
  id: 'onnxruntime',
  name: 'onnxruntime-node',
  library: 'onnxruntime-node',
  jobs: { train: 'does not train', 'predict-batch': true, 'predict-one': true, startup: true },
  note: 'native code',
});
