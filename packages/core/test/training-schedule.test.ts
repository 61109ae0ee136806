import {
  Adam,
  CosineDecay,
  Model,
  OneCycle,
  type Schedule,
  type StepRecord,
  type TrainingProgress,
  WarmUp,
} from '@fmnist/core';
import { describe, expect, it } from 'vitest';
import { classifier, hashOf, pictures } from './pictures';

const { x, y } = pictures(200);
const options = { batchSize: 50, recordEvery: 1, threads: 1 };
const model = (schedule: Schedule) => classifier([], new Adam({ learningRate: 1, schedule }));
const rates = (steps: readonly StepRecord[]) => steps.map(({ learningRate }) => learningRate);

describe('a schedule without steps of its own', () => {
  it('lasts as long as the training', async () => {
    const own = await model(new OneCycle({ steps: 12 })).train(x, y, { ...options, epochs: 3 });
    const whole = await model(new OneCycle()).train(x, y, { ...options, epochs: 3 });
    expect(rates(whole.steps)).toEqual(rates(own.steps));
    expect(whole.steps).toHaveLength(12);
  });

  it('begins anew with the next training', async () => {
    const trained = model(new CosineDecay());
    const first = await trained.train(x, y, { ...options, epochs: 2 });
    const second = await trained.train(x, y, { ...options, epochs: 2 });
    expect(rates(second.steps)).toEqual(rates(first.steps));
  });

  it('takes what is left after a warm-up', async () => {
    const warmed = model(new WarmUp({ steps: 4, next: new CosineDecay() }));
    const alone = await model(new CosineDecay({ steps: 8 })).train(x, y, { ...options, epochs: 2 });
    const { steps } = await warmed.train(x, y, { ...options, epochs: 3 });
    expect(rates(steps)).toEqual([0.25, 0.5, 0.75, 1, ...rates(alone.steps)]);
  });

  it('goes on where it was after an interruption, on any number of threads', async () => {
    const schedule = () => new OneCycle();
    const train = { batchSize: 16, epochs: 3 };
    const whole = classifier([], new Adam({ learningRate: 0.01, schedule: schedule() }));
    await whole.train(x, y, { ...train, threads: 1 });
    const interrupted = classifier([], new Adam({ learningRate: 0.01, schedule: schedule() }));
    let file: Uint8Array | undefined;
    let checkpoint: (() => Uint8Array) | undefined;
    await interrupted.train(x, y, {
      ...train,
      threads: 2,
      callbacks: [
        {
          trainBegin: (training) => {
            checkpoint = training.checkpoint;
          },
          stepEnd: ({ epoch, step }) => {
            if (epoch === 2 && step === 5) file = checkpoint?.();
          },
        },
      ],
    });
    const loaded: { model: Model; progress: TrainingProgress } = Model.loadCheckpoint(
      file ?? new Uint8Array(),
    );
    await loaded.model.train(x, y, { resume: loaded.progress, threads: 2 });
    expect(hashOf(loaded.model)).toBe(hashOf(whole));
    expect(hashOf(interrupted)).toBe(hashOf(whole));
  });
});
