import {
  Adam,
  CategoricalAccuracy,
  CategoricalCrossEntropy,
  Dense,
  Model,
  ReLU,
  Rescale,
  type Shape,
  Softmax,
  Tensor,
} from '@fmnist/core';
import { CLASSES, IMAGE_SIZE, type Images } from '../images';
import type { EpochTiming } from '../messages';
import { recipe } from './recipe';
import type { Predict, Runner, TrainingData, TrainingPlan } from './runner';

export interface OursOptions {
  readonly threads?: number;
  readonly precision?: 'exact' | 'fast';
}

/** `@fmnist/core` through its public API. What reads files is loaded when it is needed: pages train as well. */
export function createOursRunner({ threads, precision }: OursOptions): Runner {
  if (precision === 'fast') requireRelaxedSimd();
  return {
    async train(data, plan) {
      const model = createModel(plan.hidden, plan.seed, precision);
      return { epochs: await trainModel(model, data, plan, threads ?? 1), setup: '' };
    },
    async trainConvolutional(data, { folder, epochs }) {
      const { readConvolutionalTask } = await import('./convolutional');
      const model = Model.fromConfig(readConvolutionalTask(folder).model.toJSON(), {
        seed: 0,
        ...(precision && { precision }),
      });
      const plan = { epochs, seed: 0, shuffle: false };
      return { epochs: await trainModel(model, data, plan, threads ?? 1), setup: '' };
    },
    predictors: [
      {
        setup: 'predict, 1 thread',
        input: 'uint8',
        load: async (folder) => predictWith((await import('./load-model')).loadModel(folder, precision)),
      },
    ],
    singlePredictors: [
      {
        setup: 'predictSample',
        input: 'uint8',
        load: async (folder) =>
          predictSampleWith((await import('./load-model')).loadModel(folder, precision)),
      },
    ],
  };
}

/** The network of the original program, ready to train on raw pixels. */
export function createModel(hidden: number, seed: number, precision?: 'exact' | 'fast'): Model {
  const { l2, learningRate, decay } = recipe;
  const model = new Model({ inputShape: [IMAGE_SIZE], seed, ...(precision && { precision }) });
  model.add(new Rescale(1 / 255));
  model.add(new Dense(IMAGE_SIZE, hidden, { weightRegularizerL2: l2, biasRegularizerL2: l2 }));
  model.add(new ReLU());
  model.add(new Dense(hidden, hidden));
  model.add(new ReLU());
  model.add(new Dense(hidden, CLASSES));
  model.add(new Softmax());
  model.set({
    loss: new CategoricalCrossEntropy(),
    optimizer: new Adam({ learningRate, decay }),
    accuracy: new CategoricalAccuracy(),
  });
  model.finalize();
  return model;
}

/** Trains, and times each epoch from outside. */
export async function trainModel(
  model: Model,
  { train, test }: TrainingData,
  { epochs, seed, shuffle = true }: Pick<TrainingPlan, 'epochs' | 'seed'> & { shuffle?: boolean },
  threads: number,
): Promise<EpochTiming[]> {
  const timings: EpochTiming[] = [];
  let begin = 0;
  const { inputShape } = model;
  await model.train(toTensor(train, inputShape), train.labels, {
    epochs,
    batchSize: recipe.batchSize,
    threads,
    seed,
    shuffle,
    callbacks: [
      {
        epochBegin: () => {
          begin = performance.now();
        },
        epochEnd: async () => {
          const seconds = (performance.now() - begin) / 1000;
          const { accuracy } = await model.evaluate(toTensor(test, inputShape), test.labels);
          timings.push({ seconds, accuracy });
        },
      },
    ],
  });
  return timings;
}

function predictWith(model: Model): Predict<Uint8Array> {
  return async (pixels, images) => (await model.predict(new Tensor(pixels, [images, IMAGE_SIZE]))).data;
}

/** One image, at once, always into the same room. */
function predictSampleWith(model: Model): Predict<Uint8Array> {
  const prediction = new Float32Array(CLASSES);
  return (pixels) => model.predictSample(pixels, prediction);
}

function toTensor({ pixels, count }: Images, imageShape: Shape): Tensor {
  return new Tensor(pixels, [count, ...imageShape]);
}

/**
 * A module with one relaxed instruction, `f32x4.relaxed_madd`: () -> v128, of three zero vectors.
 * @throws Error where it cannot run, so that no row claims a speed it did not have.
 */
function requireRelaxedSimd(): void {
  const zero = [0xfd, 0x0c, ...new Array<number>(16).fill(0)];
  const body = [0x00, ...zero, ...zero, ...zero, 0xfd, 0x85, 0x02, 0x0b];
  const module = [
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...[0x01, 0x05, 0x01, 0x60, 0x00, 0x01, 0x7b],
    ...[0x03, 0x02, 0x01, 0x00],
    ...[0x0a, body.length + 2, 0x01, body.length, ...body],
  ];
  if (!WebAssembly.validate(Uint8Array.from(module))) {
    throw new Error('there is no relaxed SIMD here: Node may want --experimental-wasm-relaxed-simd');
  }
}
