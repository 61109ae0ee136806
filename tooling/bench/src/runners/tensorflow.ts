import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { type StepTrainer, trainByStep } from '../child/train-by-step';
import { CLASSES, IMAGE_SIZE } from '../images';
import { type DenseParameters, initialParameters } from './parameters';
import { recipe } from './recipe';
import type { Predict, Runner } from './runner';

interface DenseLayer {
  readonly weights: tf.Tensor2D;
  readonly biases: tf.Tensor1D;
}

/**
 * TensorFlow.js. A loop of its own around `optimizer.minimize`, with fused layers, was tried against
 * `LayersModel.trainOnBatch` and against separate operations: it is the fastest on both backends.
 */
export function createTensorflowRunner(backend: 'wasm' | 'cpu'): Runner {
  const start = async () => {
    if (!(await tf.setBackend(backend)))
      throw new Error(`TensorFlow.js could not start its backend ${backend}`);
    await tf.ready();
  };
  return {
    async train(data, plan) {
      await start();
      const trainer = createTrainer(initialParameters(plan.hidden, plan.seed));
      return { epochs: await trainByStep(trainer, data, plan), setup: '' };
    },
    predictors: [
      {
        setup: '',
        input: 'float32',
        load: async (folder) => {
          const { readParameters } = await import('./read-parameters');
          await start();
          return createPredict(readParameters(folder).map(toTensors), true);
        },
      },
    ],
  };
}

function createTrainer(parameters: readonly DenseParameters[]): StepTrainer {
  const { learningRate, beta1, beta2, epsilon, l2 } = recipe;
  const layers = parameters.map(toTensors).map(({ weights, biases }) => ({
    weights: tf.variable(weights),
    biases: tf.variable(biases),
  }));
  const optimizer = tf.train.adam(learningRate, beta1, beta2, epsilon);
  const [{ weights, biases }] = layers;
  return {
    step(pixels, labels, rate) {
      Object.assign(optimizer, { learningRate: rate });
      tf.tidy(() => {
        const x = tf.tensor2d(pixels, [labels.length, IMAGE_SIZE]);
        const y = tf.oneHot(tf.tensor1d(labels, 'int32'), CLASSES).toFloat();
        optimizer.minimize(() => {
          const dataLoss: tf.Scalar = tf.losses.softmaxCrossEntropy(y, logits(layers, x));
          return dataLoss.add(weights.square().sum().add(biases.square().sum()).mul(l2));
        });
      });
    },
    predict: createPredict(layers, false),
  };
}

function createPredict(layers: readonly DenseLayer[], softmax: boolean): Predict<Float32Array> {
  return (pixels, images) =>
    tf.tidy(() => {
      const scores = logits(layers, tf.tensor2d(pixels, [images, IMAGE_SIZE]));
      return (softmax ? tf.softmax(scores) : scores).dataSync();
    });
}

function logits(layers: readonly DenseLayer[], x: tf.Tensor): tf.Tensor {
  let a = x;
  layers.forEach(({ weights, biases }, index) => {
    const activation = index < layers.length - 1 ? 'relu' : 'linear';
    a = tf.fused.matMul({ a, b: weights, bias: biases, activation });
  });
  return a;
}

function toTensors({ weights, biases, inputs, outputs }: DenseParameters): DenseLayer {
  return { weights: tf.tensor2d(weights, [inputs, outputs]), biases: tf.tensor1d(biases) };
}
