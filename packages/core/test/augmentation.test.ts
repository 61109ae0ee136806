// The built package: workers are started from the files that users get.
import {
  Adam,
  Augmentation,
  type AugmentationConfig,
  CategoricalCrossEntropy,
  Dense,
  Flatten,
  HorizontalFlip,
  Model,
  type ModelOptions,
  RandomAdjustment,
  RandomAffine,
  RandomErasing,
  RandomShift,
  ReLU,
  Rescale,
  readSafetensors,
  Softmax,
  type TrainingProgress,
  type TrainOptions,
  writeSafetensors,
} from '@fmnist/core';
import { describe, expect, it } from 'vitest';
import { CLASSES, classifier, hashOf, INPUTS, pictures } from './pictures';

const data = pictures(300);
const settings = { epochs: 3, batchSize: 32, seed: 4, recordEvery: 1 } as const;
const augment = [
  new HorizontalFlip(),
  new RandomShift(1),
  new RandomAffine({ rotation: 20, scale: 0.3 }),
  new RandomErasing({ probability: 0.7, fill: 'random' }),
  new RandomAdjustment(),
];

/** Learns pictures of 6 × 5 pixels. */
function imageClassifier(options: ModelOptions = {}): Model {
  const model = new Model({ inputShape: [6, 5], seed: 3, ...options });
  model.add(new Rescale(1 / 255));
  model.add(new Flatten());
  model.add(new Dense(INPUTS, 16, { initializer: 'he' }));
  model.add(new ReLU());
  model.add(new Dense(16, CLASSES));
  model.add(new Softmax());
  model.set({ loss: new CategoricalCrossEntropy(), optimizer: new Adam({ learningRate: 0.01 }) });
  model.finalize();
  return model;
}

async function trained(options: TrainOptions, model = imageClassifier()) {
  const { steps } = await model.train(data.x, data.y, { ...settings, ...options });
  return { hash: hashOf(model), steps };
}

/** The checkpoint of a training that was stopped after a step, counted over all epochs. */
async function checkpointAt(step: number, options: TrainOptions): Promise<Uint8Array> {
  const stop = new AbortController();
  let take: (() => Uint8Array) | undefined;
  let bytes: Uint8Array | undefined;
  let seen = 0;
  const callback = {
    trainBegin: (training: { checkpoint(): Uint8Array }) => {
      take = () => training.checkpoint();
    },
    stepEnd: () => {
      if (seen++ === step) stop.abort();
    },
    atRest: () => {
      bytes = take?.();
    },
  };
  const training = trained({ ...options, callbacks: [callback], signal: stop.signal });
  await expect(training).rejects.toThrow('aborted');
  if (!bytes) throw new Error('The training never was at rest');
  return bytes;
}

describe('training with augmentation', () => {
  it('changes what is learnt, each image otherwise in each epoch, and with each seed', async () => {
    const hashes = await Promise.all([
      trained({ threads: 1 }),
      trained({ threads: 1, augment }),
      trained({ threads: 1, augment: [...augment].reverse() }),
      trained({ threads: 1, augment, seed: 5 }),
    ]);
    expect(new Set(hashes.map(({ hash }) => hash)).size).toBe(4);
  });

  it('ends with the same bits for any number of threads', async () => {
    const alone = await trained({ augment, threads: 1 });
    for (const threads of [2, 3]) expect(await trained({ augment, threads })).toEqual(alone);
  });

  it('sees the same images with batches of any size', async () => {
    const seen = async (batchSize: number) => {
      const images = new Map<number, string>();
      class Look extends Augmentation {
        readonly type = 'Look';
        countDraws = () => 1;
        apply({ values, start, size }: Parameters<Augmentation['apply']>[0], { row }: { row: number }) {
          images.set(row, values.slice(start, start + size).join());
        }
        config(): AugmentationConfig {
          return { type: this.type };
        }
      }
      await trained({ batchSize, threads: 1, augment: [...augment, new Look()] });
      return [...images].sort(([a], [b]) => a - b);
    };
    const whole = await seen(300);
    expect(whole).toHaveLength(3 * 300);
    expect(await seen(32)).toEqual(whole);
  });

  it.each([0, 4, 9, 15])(
    'goes on after step %i to the same bits, with the same augmentation',
    async (step) => {
      const whole = await trained({ augment });
      const { model, progress } = Model.loadCheckpoint(await checkpointAt(step, { augment, threads: 2 }));
      const { steps } = await model.train(data.x, data.y, { resume: progress, threads: 1 });
      expect({ hash: hashOf(model), steps }).toEqual(whole);
    },
  );

  it('goes on with no other augmentation than it had', async () => {
    const bytes = await checkpointAt(4, { augment: [new RandomShift(1)] });
    const resume = (other: readonly Augmentation[]) => {
      const { model, progress } = Model.loadCheckpoint(bytes);
      return model.train(data.x, data.y, { resume: progress, augment: other });
    };
    await resume([new RandomShift(1)]);
    await expect(resume([new RandomShift(2)])).rejects.toThrow(
      /has augment .*"RandomShift","pixels":1.*, not .*"RandomShift","pixels":2/,
    );
    await expect(resume([])).rejects.toThrow(/has augment .*, not \[\]: with another it would end elsewhere/);
  });

  it('refuses a checkpoint whose augmentation cannot be', async () => {
    const { tensors, metadata } = readSafetensors(await checkpointAt(4, { augment }));
    const load = (change: (progress: { augment: unknown }) => void): TrainingProgress => {
      const config: { progress: { augment: unknown } } = JSON.parse(metadata.fmnist);
      change(config.progress);
      return Model.loadCheckpoint(writeSafetensors(tensors, { fmnist: JSON.stringify(config) })).progress;
    };
    expect(load(() => {}).augment.map((each) => each.config())).toEqual(augment.map((each) => each.config()));
    const with_ = (each: object) => () => load((progress) => Object.assign(progress, { augment: [each] }));
    expect(with_({ type: 'Swirl' })).toThrow(/progress\.augment\[0\]: there is no augmentation "Swirl"/);
    expect(with_({ type: 'RandomShift', pixels: 0 })).toThrow(/augment\[0\]: RandomShift: pixels must be/);
    expect(with_({ type: 'RandomShift', pixels: 1, more: 1 })).toThrow(/unknown field "more"/);
  });

  it('says that a model whose samples are no images has nothing to augment', async () => {
    await expect(classifier().train(data.x, data.y, { augment })).rejects.toThrow(
      'train: augment needs images, [height, width] or [height, width, channels], but the model takes samples of the shape [30]',
    );
  });
});
