/** A small program for a page. */
export interface Program {
  readonly id: string;
  readonly name: string;
  /** The contender whose library it uses. */
  readonly contender: string;
  /** The npm package beside which the program stands. */
  readonly library: string;
  readonly source: string;
  /** WebAssembly files that the library fetches when it runs in a current browser. */
  readonly wasmFiles: readonly string[];
  /** Scripts of workers that the library starts, which are bundled apart. */
  readonly workers?: readonly string[];
  readonly note?: string;
}

/** TensorFlow.js without its layers, which a page can do without: tensors, gradients, Adam. */
const tensorflowSource = (backend: string) => `
  import {
    add, fused, losses, mul, oneHot, softmax, square, sum, tensor1d, tensor2d, tidy, train as optimizers, variable,
    setBackend,
  } from '@tensorflow/tfjs-core';
  import '@tensorflow/tfjs-backend-${backend}';

  const widths = [784, 128, 128, 10];
  const layers = widths.slice(1).map((outputs, i) => ({
    weights: variable(tensor2d(Float32Array.from({ length: widths[i] * outputs }, () => Math.random() / 50), [widths[i], outputs])),
    biases: variable(tensor1d(new Float32Array(outputs))),
  }));
  const optimizer = optimizers.adam(0.002, 0.9, 0.999, 1e-7);
  const scores = (x) => layers.reduce((a, { weights, biases }, i) =>
    fused.matMul({ a, b: weights, bias: biases, activation: i < 2 ? 'relu' : 'linear' }), x);
  export const start = () => setBackend('${backend}');
  export const step = (x, y, rows) => tidy(() => {
    const labels = oneHot(tensor1d(y, 'int32'), 10);
    const pixels = tensor2d(x, [rows, 784]);
    const [{ weights, biases }] = layers;
    optimizer.minimize(() => add(
      losses.softmaxCrossEntropy(labels, scores(pixels)),
      mul(5e-4, add(sum(square(weights)), sum(square(biases)))),
    ));
  });
  export const predict = (x, rows) => tidy(() => softmax(scores(tensor2d(x, [rows, 784]))).dataSync());
`;

export const programs: readonly Program[] = [
  {
    id: 'ours: trains and predicts',
    name: '**@fmnist/core**',
    contender: 'ours',
    library: '@fmnist/core',
    wasmFiles: [],
    workers: ['dist/worker.js'],
    note: 'with the script of its workers',
    source: `
      import { Adam, CategoricalCrossEntropy, Dense, ReLU, Rescale, Sequential, Softmax, Tensor } from '@fmnist/core';

      export async function train(pixels, labels) {
        const model = new Sequential();
        model.add(new Rescale(1 / 255));
        model.add(new Dense(784, 128, { weightRegularizerL2: 5e-4, biasRegularizerL2: 5e-4 }));
        model.add(new ReLU());
        model.add(new Dense(128, 128));
        model.add(new ReLU());
        model.add(new Dense(128, 10));
        model.add(new Softmax());
        model.set({ loss: new CategoricalCrossEntropy(), optimizer: new Adam({ learningRate: 0.002, decay: 5e-4 }) });
        model.finalize();
        await model.train(new Tensor(pixels, [labels.length, 784]), labels, { batchSize: 128 });
        return model;
      }
      export const predict = (model, pixels) => model.predict(new Tensor(pixels, [pixels.length / 784, 784]));
    `,
  },
  {
    id: 'ours: predicts',
    name: '**@fmnist/core, prediction only**',
    contender: 'ours',
    library: '@fmnist/core',
    wasmFiles: [],
    note: 'loads the weights of a model file',
    source: `
      import { Dense, Predictor, ReLU, Rescale, Softmax, Tensor } from '@fmnist/core';

      export function load(bytes) {
        const predictor = new Predictor([
          new Rescale(1 / 255), new Dense(784, 128), new ReLU(), new Dense(128, 128), new ReLU(), new Dense(128, 10), new Softmax(),
        ]);
        predictor.loadParameters(bytes);
        return predictor;
      }
      export const predict = (predictor, pixels) => predictor.predict(new Tensor(pixels, [pixels.length / 784, 784]));
    `,
  },
  {
    id: 'tfjs-wasm',
    name: 'TensorFlow.js, wasm',
    contender: 'tfjs-wasm',
    library: '@tensorflow/tfjs-backend-wasm',
    wasmFiles: ['@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm'],
    note: 'tfjs-core and the backend, without layers',
    source: tensorflowSource('wasm'),
  },
  {
    id: 'tfjs-cpu',
    name: 'TensorFlow.js, plain JavaScript',
    contender: 'tfjs-cpu',
    library: '@tensorflow/tfjs',
    wasmFiles: [],
    note: 'tfjs-core and the backend, without layers',
    source: tensorflowSource('cpu'),
  },
  {
    id: 'jax',
    name: 'jax-js',
    contender: 'jax',
    library: '@jax-js/jax',
    wasmFiles: [],
    note: 'its WebAssembly is made on the spot',
    source: `
      import { blockUntilReady, defaultDevice, grad, init, jit, nn, numpy, tree } from '@jax-js/jax';

      const scores = (layers, x) => layers.reduce((input, { weights, biases }, i) => {
        const output = numpy.matmul(input, weights).add(biases);
        return i < 2 ? nn.relu(output) : output;
      }, x);
      const loss = (layers, x, y) => nn.logSoftmax(scores(layers, x)).mul(y).sum().mul(-1 / 128);
      export const start = async () => { await init('wasm'); defaultDevice('wasm'); };
      export const gradients = jit((layers, x, y) => grad(loss)(layers, x, nn.oneHot(y, 10)));
      export const predict = jit((layers, x) => nn.softmax(scores(layers, x)));
      export { blockUntilReady, numpy, tree };
    `,
  },
  {
    id: 'brain',
    name: 'brain.js',
    contender: 'brain',
    library: 'brain.js',
    wasmFiles: [],
    note: 'its own browser build',
    source: `
      import './browser.min.js';

      const network = new globalThis.brain.NeuralNetwork({ activation: 'relu', hiddenLayers: [128, 128] });
      export const train = (data) => network.train(data);
      export const predict = (pixels) => network.run(pixels);
    `,
  },
];
