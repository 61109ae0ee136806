import type { EpochRecord, RunningTraining, TrainingPosition } from '@fmnist/core';
import { Model } from '@fmnist/core';
import { describe, expect, it } from 'vitest';
import { Watch } from './watch';

const empty = { step: 0, dataLoss: Number.NaN, accuracy: Number.NaN };

/** A training of 4 epochs, in steps of 100 pictures, that is where it is told to be. */
function training(stepsPerEpoch = 10) {
  let position: TrainingPosition = { epoch: 0, ...empty };
  const epochs: EpochRecord[] = [];
  const running: RunningTraining = {
    ...{
      epochs: 4,
      stepsPerEpoch,
      batchSize: 100,
      samples: 100 * stepsPerEpoch,
      threads: 1,
      model: new Model(),
    },
    history: { steps: [], epochs, stopped: false, threads: 1 },
    position: () => position,
    checkpoint: () => new Uint8Array(),
    pause: () => {},
  };
  const goTo = (epoch: number, step: number, dataLoss = 0.5, accuracy = 0.5) => {
    position = step === 0 ? { epoch, ...empty } : { epoch, step, dataLoss, accuracy };
  };
  const endEpoch = (epoch: number, accuracy: number) => {
    const measured = {
      loss: 1,
      dataLoss: 1,
      regularizationLoss: 0,
      accuracy,
      learningRate: 1,
      durationMs: 1000,
    };
    epochs.push({ epoch, ...measured, validation: { loss: 0.75, accuracy } });
    goTo(epoch, 0);
  };
  return { running, goTo, endEpoch };
}

describe('a watch over a training', () => {
  it('tells pictures a second without the time of validation, and the time left with it', () => {
    const { running, goTo, endEpoch } = training();
    const watch = new Watch(running, 0);
    expect(watch.look(100)).toMatchObject({ imagesPerSecond: undefined, secondsLeft: undefined });
    goTo(0, 5);
    expect(watch.look(1000)).toMatchObject({ imagesPerSecond: 500, secondsLeft: 7 });
    goTo(0, 10);
    expect(watch.look(2000).imagesPerSecond).toBe(500);
    expect(watch.look(2500).imagesPerSecond).toBe(500);
    endEpoch(1, 0.5);
    expect(watch.look(3000)).toMatchObject({ imagesPerSecond: 500, secondsLeft: 9 });
    goTo(1, 5);
    expect(watch.look(4000).imagesPerSecond).toBe(500);
  });

  it('of a training that goes on tells the time of what is left alone', () => {
    const { running, endEpoch, goTo } = training();
    endEpoch(1, 0.5);
    endEpoch(2, 0.5);
    const watch = new Watch(running, 0);
    goTo(2, 5);
    expect(watch.look(1000)).toMatchObject({ imagesPerSecond: 500, secondsLeft: 3, epoch: 2, step: 5 });
  });

  it('tells the measures of the epoch under way, of the last, and of the best', () => {
    const { running, goTo, endEpoch } = training();
    const watch = new Watch(running, 0);
    expect(watch.look(1)).toMatchObject({ training: undefined, validation: undefined, best: undefined });
    endEpoch(1, 0.75);
    endEpoch(2, 0.625);
    expect(watch.look(2)).toMatchObject({
      training: { loss: 1, accuracy: 0.625 },
      validation: { loss: 0.75, accuracy: 0.625 },
      best: { epoch: 1, accuracy: 0.75 },
    });
    goTo(2, 3, 0.25, 0.875);
    expect(watch.look(3)).toMatchObject({ training: { loss: 0.25, accuracy: 0.875 } });
  });

  it('keeps the course of all that was done, however seldom it looks', () => {
    const { running, goTo, endEpoch } = training(8);
    const watch = new Watch(running, 0);
    goTo(0, 4, 2, 0.25);
    watch.look(1);
    // The mean of the first four steps is 2, of the whole epoch 1: the others have 0.
    endEpoch(1, 0.5);
    goTo(1, 8, 0.25, 0.75);
    const { curves } = watch.look(2);
    const losses = curves.training.loss.points(32);
    expect([losses[3], losses[7], losses[15]]).toEqual([2, 0, 0.25]);
    expect(losses.slice(16)).toEqual(new Array(16).fill(undefined));
    expect(curves.validation.accuracy.points(32)[8]).toBe(0.5);
  });
});
