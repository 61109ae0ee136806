import {
  AdamW,
  BatchNorm,
  CategoricalCrossEntropy,
  CosineDecay,
  EarlyStopping,
  Model,
  ReduceLROnPlateau,
  type TrainOptions,
  WarmUp,
} from '@fmnist/core';
import { describe, expect, it } from 'vitest';
import { classifier, hashOf, pictures } from './pictures';

const data = pictures(700);
const validation = pictures(90);
const STEPS = 11;

/** A classifier that is trained with everything that makes training better. */
function trained(): Model {
  const model = classifier(
    [new BatchNorm()],
    new AdamW({
      learningRate: 0.02,
      decay: 1e-3,
      schedule: new WarmUp({ steps: 7, next: new CosineDecay({ steps: 4 * STEPS, floor: 0.1 }) }),
      weightDecay: 0.1,
      clipNorm: 0.5,
      averaging: 0.9,
    }),
  );
  model.set({ loss: new CategoricalCrossEntropy({ labelSmoothing: 0.1 }) });
  return model;
}

const train = async (model: Model, options: TrainOptions = {}) => {
  const callbacks = [
    new EarlyStopping({ monitor: 'validationLoss', patience: 9 }),
    new ReduceLROnPlateau({ monitor: 'loss', minDelta: 0.2, patience: 1, factor: 0.5 }),
    ...(options.callbacks ?? []),
  ];
  const settings = { epochs: 4, batchSize: 64, seed: 4, recordEvery: 1 };
  const validationData = [validation.x, validation.y] as const;
  const { steps, epochs } = await model.train(data.x, data.y, {
    ...(options.resume ? {} : settings),
    validationData,
    ...options,
    callbacks,
  });
  return { hash: hashOf(model), steps, epochs: epochs.map((epoch) => ({ ...epoch, durationMs: 0 })) };
};

/** The training as it is saved when it rests after a step, counted over all epochs. */
async function checkpointAfter(step: number, threads: number): Promise<Uint8Array> {
  const abort = new AbortController();
  let save = (): Uint8Array => new Uint8Array();
  let saved = new Uint8Array();
  let seen = 0;
  const callback = {
    trainBegin: ({ checkpoint }: { checkpoint(): Uint8Array }) => {
      save = checkpoint;
    },
    stepEnd: () => {
      if (++seen === step) abort.abort(new Error('enough'));
    },
    atRest: () => {
      saved = Uint8Array.from(save());
    },
  };
  const training = train(trained(), { threads, callbacks: [callback], signal: abort.signal });
  await expect(training).rejects.toThrow('enough');
  return saved;
}

describe('weight decay, smoothed labels, a schedule, clipping and averages, all at once', () => {
  it('end with the same bits and the same history on any number of threads', async () => {
    const alone = await train(trained(), { threads: 1 });
    expect(alone.epochs).toHaveLength(4);
    for (const threads of [2, 3]) expect(await train(trained(), { threads })).toEqual(alone);
  });

  it.each([3, STEPS, 2 * STEPS + 5, 4 * STEPS])(
    'go on from a checkpoint after step %i as if never interrupted',
    async (step) => {
      const whole = await train(trained(), { threads: 1 });
      for (const threads of [1, 2]) {
        const { model, progress } = Model.loadCheckpoint(await checkpointAfter(step, threads));
        expect(await train(model, { resume: progress, threads: 3 - threads })).toEqual(whole);
      }
    },
  );

  it('come back from a model file, and go on training to the same bits', async () => {
    const model = trained();
    await train(model);
    const again = Model.load(model.save({ includeOptimizer: true }));
    expect(again.optimizer?.config()).toEqual(model.optimizer?.config());
    expect(again.optimizer?.config()).toMatchObject({
      type: 'AdamW',
      schedule: { type: 'WarmUp', steps: 7, next: { type: 'CosineDecay', steps: 4 * STEPS, floor: 0.1 } },
      weightDecay: 0.1,
      clipNorm: 0.5,
      averaging: 0.9,
    });
    expect(await train(again)).toEqual(await train(model));
  });

  it('change what the model learns, each of them', async () => {
    const plain = classifier([new BatchNorm()], new AdamW({ learningRate: 0.02, weightDecay: 0 }));
    const hashes = [await train(trained()), await train(plain)].map(({ hash }) => hash);
    for (const options of [
      { weightDecay: 0.1 },
      { weightDecay: 0, clipNorm: 0.5 },
      { weightDecay: 0, averaging: 0.9 },
      { weightDecay: 0, schedule: new WarmUp({ steps: 7 }) },
    ]) {
      const model = classifier([new BatchNorm()], new AdamW({ learningRate: 0.02, ...options }));
      hashes.push((await train(model)).hash);
    }
    expect(new Set(hashes).size).toBe(6);
  });
});
