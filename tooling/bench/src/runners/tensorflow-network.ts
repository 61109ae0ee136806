import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';
import { JsonObject } from '../json-object';

type Step = (x: tf.Tensor) => tf.Tensor;

/** A trained network, and the names of its classes. */
export interface TensorflowNetwork {
  readonly labels: readonly string[];
  /** The probabilities of some images, one after the other. */
  predict(pixels: Float32Array, images: number): Promise<Float32Array>;
}

/** A network that `writeNetwork` wrote, in TensorFlow.js: fused operations where there are. */
export async function createTensorflowNetwork(
  backend: string,
  stepsFile: string,
  weightsFile: string,
): Promise<TensorflowNetwork> {
  if (!(await tf.setBackend(backend)))
    throw new Error(`TensorFlow.js could not start its backend ${backend}`);
  await tf.ready();
  const json = JsonObject.parse(readFileSync(stepsFile, 'utf8'), stepsFile);
  const values = new Float32Array(new Uint8Array(readFileSync(weightsFile)).buffer);
  let offset = 0;
  const take = (...shape: number[]) => {
    const length = shape.reduce((product, size) => product * size, 1);
    offset += length;
    return tf.tensor(values.slice(offset - length, offset), shape);
  };
  const steps = createSteps(json.objects('steps'), take);
  return {
    labels: json.strings('labels'),
    async predict(pixels, images) {
      const probabilities = tf.tidy(() =>
        steps.reduce((x, step) => step(x), tf.tensor(pixels, [images, 28, 28, 1])),
      );
      const data = await probabilities.data();
      probabilities.dispose();
      return Float32Array.from(data);
    },
  };
}

function createSteps(configs: readonly JsonObject[], take: (...shape: number[]) => tf.Tensor): Step[] {
  return configs.flatMap((config, index): Step[] => {
    const isFused = (at: number) => ['Conv2D', 'Dense'].includes(configs[at]?.string('type') ?? '');
    const activation = configs[index + 1]?.string('type') === 'ReLU' ? 'relu' : 'linear';
    switch (config.string('type')) {
      case 'Conv2D': {
        const [inputs, outputs, size] = ['inputs', 'outputs', 'kernel'].map((name) => config.number(name));
        const filter = take(inputs, size, size, outputs).transpose<tf.Tensor4D>([1, 2, 0, 3]);
        const bias = take(outputs);
        return [
          (x) =>
            tf.fused.conv2d({ x: x.as4D(...shapeOf(x)), filter, strides: 1, pad: 'same', bias, activation }),
        ];
      }
      case 'Dense': {
        const b = take(config.number('inputs'), config.number('outputs'));
        const bias = take(config.number('outputs'));
        return [(a) => tf.fused.matMul({ a, b, bias, activation })];
      }
      case 'ReLU':
        return isFused(index - 1) ? [] : [(x) => tf.relu(x)];
      case 'Residual': {
        const inner = createSteps(config.objects('steps'), take);
        return [(x) => inner.reduce((value, step) => step(value), x).add(x)];
      }
      case 'MaxPool2D': {
        const size = config.number('size');
        return [(x) => tf.maxPool(x.as4D(...shapeOf(x)), size, size, 'valid')];
      }
      case 'GlobalAveragePool2D':
        return [(x) => x.mean([1, 2])];
      case 'Flatten':
        return [(x) => x.reshape([x.shape[0], -1])];
      case 'Rescale':
        return [(x) => x.mul(config.number('scale')).add(config.number('offset'))];
      default:
        return [(x) => tf.softmax(x)];
    }
  });
}

function shapeOf({ shape }: tf.Tensor): [number, number, number, number] {
  const [images, height, width, channels] = shape;
  return [images, height, width, channels];
}
