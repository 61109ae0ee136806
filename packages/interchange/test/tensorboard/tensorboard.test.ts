import {
  Adam,
  type Callbacks,
  CategoricalCrossEntropy,
  Dense,
  Model,
  type RunningTraining,
  Softmax,
  Tensor,
} from '@fmnist/core';
import { describe, expect, it } from 'vitest';
import { decodeEvents, TensorBoard, type TensorBoardEvent, type TensorBoardOptions } from '../../src';

const x = new Tensor(
  Uint8Array.from({ length: 120 }, (_, i) => (i * 37) % 256),
  [40, 3],
);
const y = Uint8Array.from({ length: 40 }, (_, i) => i % 2);

function classifier(): Model {
  const model = new Model();
  model.add(new Dense(3, 2));
  model.add(new Softmax());
  model.set({ loss: new CategoricalCrossEntropy(), optimizer: new Adam({ learningRate: 1e-4 }) });
  model.finalize();
  return model;
}

/** A callback that keeps what it writes, each piece a while after it was given. */
function recording(options: Omit<TensorBoardOptions, 'write'> = {}): {
  callback: TensorBoard;
  events: () => TensorBoardEvent[];
} {
  const written: number[] = [];
  const write = async (bytes: Uint8Array) => {
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 5));
    written.push(...bytes);
  };
  const callback = new TensorBoard({ write, ...options });
  return { callback, events: () => decodeEvents(Uint8Array.from(written)) };
}

const scalarsOf = ({ values }: TensorBoardEvent) =>
  Object.fromEntries(values.map((value) => [value.tag, value.kind === 'scalar' ? value.value : value.text]));

describe('TensorBoard', () => {
  it('writes the settings, then each recorded step and each epoch, in order', async () => {
    const { callback, events } = recording({ config: { 'batch-size': 10 } });
    const history = await classifier().train(x, y, {
      ...{ epochs: 2, batchSize: 10, recordEvery: 1, validationData: [x, y] },
      callbacks: [callback],
    });
    const [version, config, ...rest] = events();
    expect(version.fileVersion).toBe('brain.Event:2');
    expect(scalarsOf(config).config).toMatch(
      /total: 8 parameters[\s\S]*"type": "Adam"[\s\S]*"batch-size": 10/,
    );
    const ofSteps = rest.filter((event) => 'step/loss' in scalarsOf(event));
    expect(ofSteps.map(({ step }) => step)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(ofSteps.map((event) => scalarsOf(event)['step/loss'])).toEqual(
      history.steps.map(({ loss }) => Math.fround(loss)),
    );
    const ofEpochs = rest.filter((event) => 'loss/train' in scalarsOf(event));
    expect(ofEpochs.map(({ step }) => step)).toEqual([1, 2]);
    const [, last] = history.epochs;
    expect(scalarsOf(ofEpochs[1])).toEqual({
      'loss/train': Math.fround(last.loss),
      'accuracy/train': Math.fround(last.accuracy),
      'loss/validation': Math.fround(last.validation?.loss ?? Number.NaN),
      'accuracy/validation': Math.fround(last.validation?.accuracy ?? Number.NaN),
      regularizationLoss: 0,
      learningRate: Math.fround(1e-4),
      epochSeconds: Math.fround(last.durationMs / 1000),
    });
    expect(rest).toHaveLength(10);
  });

  it('of a training that goes on writes what is new', async () => {
    let running: RunningTraining | undefined;
    let checkpoint = new Uint8Array();
    const keep: Callbacks = {
      trainBegin: (training) => {
        running = training;
      },
      atRest: () => {
        checkpoint = running?.checkpoint() ?? checkpoint;
      },
    };
    await classifier().train(x, y, { epochs: 2, callbacks: [keep] });
    const { callback, events } = recording();
    const loaded = Model.loadCheckpoint(checkpoint);
    await loaded.model.train(x, y, { epochs: 3, resume: loaded.progress, callbacks: [callback] });
    const written = events();
    const stepsOf = (tag: string) =>
      written.filter((event) => tag in scalarsOf(event)).map(({ step }) => step);
    expect(stepsOf('loss/train')).toEqual([3]);
    // One step an epoch: 40 samples are less than a batch.
    expect(stepsOf('step/loss')).toEqual([2]);
    expect(written[0].fileVersion).toBe('brain.Event:2');
  });

  it('of a training that is interrupted has written what was recorded', async () => {
    const { callback, events } = recording();
    const abort = new AbortController();
    const interrupt: Callbacks = {
      stepEnd: ({ step }) => {
        if (step === 2) abort.abort(new Error('enough'));
      },
    };
    const options = { batchSize: 10, recordEvery: 1, threads: 1, signal: abort.signal };
    await expect(classifier().train(x, y, { ...options, callbacks: [callback, interrupt] })).rejects.toThrow(
      'enough',
    );
    expect(events().map(({ step }) => step)).toEqual([0, 0, 0, 1, 2]);
  });

  it('takes times from the clock it is given', async () => {
    let milliseconds = 1_700_000_000_000;
    const { callback, events } = recording({
      now: () => {
        milliseconds += 250;
        return milliseconds;
      },
    });
    await classifier().train(x, y, { epochs: 1, recordEvery: 0, callbacks: [callback] });
    expect(events().map(({ wallTimeSeconds }) => wallTimeSeconds)).toEqual([
      1_700_000_000.25, 1_700_000_000.5, 1_700_000_000.75, 1_700_000_001,
    ]);
  });
});

describe('where its file cannot be written, TensorBoard', () => {
  /** Fails at one call, counted from 0, and counts all. */
  function failing(call: number): { callback: TensorBoard; calls: () => number } {
    let calls = 0;
    const write = async () => {
      if (calls++ === call) throw new Error('no room');
    };
    return { callback: new TensorBoard({ write }), calls: () => calls };
  }

  it('ends the training before it begins', async () => {
    const { callback } = failing(0);
    await expect(classifier().train(x, y, { callbacks: [callback] })).rejects.toThrow('no room');
  });

  it('ends it after the epoch in which a step could not be written, and writes nothing more', async () => {
    const { callback, calls } = failing(3);
    let epochs = 0;
    const counter: Callbacks = {
      epochBegin: () => {
        epochs++;
      },
    };
    const options = { epochs: 3, batchSize: 10, recordEvery: 1 };
    await expect(classifier().train(x, y, { ...options, callbacks: [counter, callback] })).rejects.toThrow(
      'no room',
    );
    expect(epochs).toBe(1);
    expect(calls()).toBe(4);
  });

  it('tells so at the end, if no epoch came before', async () => {
    const { callback } = failing(0);
    callback.stepRecorded({
      ...{ epoch: 1, step: 0, loss: 1, accuracy: 0.5, learningRate: 1 },
      ...{ dataLoss: 1, regularizationLoss: 0 },
    });
    await callback.atRest();
    await expect(callback.trainEnd()).rejects.toThrow('no room');
  });

  it('may be used for another training', async () => {
    const { callback, calls } = failing(0);
    await expect(classifier().train(x, y, { callbacks: [callback] })).rejects.toThrow('no room');
    await classifier().train(x, y, { epochs: 1, recordEvery: 0, callbacks: [callback] });
    expect(calls()).toBe(1 + 4);
  });
});
