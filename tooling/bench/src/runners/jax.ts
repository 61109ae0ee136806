import { blockUntilReady, grad, jit, nn, numpy as np, tree } from '@jax-js/jax';
import { type StepTrainer, trainByStep } from '../child/train-by-step';
import { CLASSES, IMAGE_SIZE } from '../images';
import { startJax } from './jax-start';
import { type DenseParameters, initialParameters } from './parameters';
import { recipe } from './recipe';
import type { Predict, Runner } from './runner';

/** Weights and biases of each layer, in order. A tree in jax-js' sense. */
type Layers = { weights: np.Array; biases: np.Array }[];

/**
 * jax-js on its WebAssembly backend, with the whole training step as one jitted function. Every function owns the
 * arrays it is given, and `.ref` is one more claim on an array that is used again.
 */
export function createJaxRunner(): Runner {
  return {
    async train(data, plan) {
      await startJax();
      const trainer = createTrainer(toArrays(initialParameters(plan.hidden, plan.seed)));
      return { epochs: await trainByStep(trainer, data, plan), setup: '' };
    },
    trainConvolutional: async (data, plan) =>
      (await import('./jax-convolutional')).trainJaxConvolutional(data, plan),
    predictors: [
      {
        setup: '',
        input: 'float32',
        load: async (folder) => {
          const { readParameters } = await import('./read-parameters');
          await startJax();
          const layers = toArrays(readParameters(folder));
          return createPredict(() => layers, true);
        },
      },
    ],
  };
}

function createTrainer(initial: Layers): StepTrainer {
  const { beta1, beta2 } = recipe;
  let layers = initial;
  let momentums = toZeros(layers);
  let caches = toZeros(layers);
  return {
    async step(pixels, labels, learningRate, iteration) {
      [layers, momentums, caches] = update(
        layers,
        momentums,
        caches,
        np.array(pixels, { shape: [labels.length, IMAGE_SIZE] }),
        np.array(labels),
        np.array(learningRate / (1 - beta1 ** (iteration + 1))),
        np.array(1 - beta2 ** (iteration + 1)),
      );
      await blockUntilReady([layers, momentums, caches]);
    },
    predict: createPredict(() => layers, false),
  };
}

/** A training step; `rate` and `cacheCorrection` carry Adam's corrections, so that the step's number is no constant. */
const update = jit(function update(
  layers: Layers,
  momentums: Layers,
  caches: Layers,
  x: np.Array,
  y: np.Array,
  rate: np.Array,
  cacheCorrection: np.Array,
): [Layers, Layers, Layers] {
  const { beta1, beta2, epsilon } = recipe;
  const gradients = grad(loss)(tree.ref(layers), x, y);
  const newMomentums = zip(momentums, tree.ref(gradients), (m, g) => m.mul(beta1).add(g.mul(1 - beta1)));
  const newCaches = zip(caches, gradients, (v, g) => v.mul(beta2).add(np.square(g).mul(1 - beta2)));
  const steps = zip(tree.ref(newMomentums), tree.ref(newCaches), (m, v) =>
    m.mul(rate.ref).div(np.sqrt(v.div(cacheCorrection.ref)).add(epsilon)),
  );
  rate.dispose();
  cacheCorrection.dispose();
  return [zip(layers, steps, (parameter, step) => parameter.sub(step)), newMomentums, newCaches];
});

function loss(layers: Layers, x: np.Array, y: np.Array): np.Array {
  const [{ weights, biases }] = layers;
  const penalty = np.square(weights.ref).sum().add(np.square(biases.ref).sum()).mul(recipe.l2);
  const rows = x.shape[0];
  const likelihoods = nn.logSoftmax(logits(layers, x)).mul(nn.oneHot(y, CLASSES));
  return likelihoods
    .sum()
    .mul(-1 / rows)
    .add(penalty);
}

function logits(layers: Layers, x: np.Array): np.Array {
  return layers.reduce((input, { weights, biases }, index) => {
    const output = np.matmul(input, weights).add(biases);
    return index < layers.length - 1 ? nn.relu(output) : output;
  }, x);
}

function createPredict(layers: () => Layers, softmax: boolean): Predict<Float32Array> {
  const predict = jit((parameters: Layers, x: np.Array) => {
    const scores = logits(parameters, x);
    return softmax ? nn.softmax(scores) : scores;
  });
  return (pixels, images) =>
    predict(tree.ref(layers()), np.array(pixels, { shape: [images, IMAGE_SIZE] })).data();
}

function zip(a: Layers, b: Layers, combine: (a: np.Array, b: np.Array) => np.Array): Layers {
  return a.map(({ weights, biases }, index) => ({
    weights: combine(weights, b[index].weights),
    biases: combine(biases, b[index].biases),
  }));
}

function toArrays(parameters: readonly DenseParameters[]): Layers {
  return parameters.map(({ weights, biases, inputs, outputs }) => ({
    weights: np.array(weights, { shape: [inputs, outputs] }),
    biases: np.array(biases),
  }));
}

function toZeros(layers: Layers): Layers {
  return layers.map(({ weights, biases }) => ({
    weights: np.zeros(weights.shape),
    biases: np.zeros(biases.shape),
  }));
}
