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
import { decodeEvents, TensorBoard, type TensorBoardEvent } from '../../src';

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
function recording(config?: object): { callback: TensorBoard; events: () => TensorBoardEvent[] } {
  const written: number[] = [];
  const write = async (bytes: Uint8Array) => {
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 5));
    written.push(...bytes);
  };
  const callback = new TensorBoard({ write, ...(config && { config }) });
  return { callback, events: () => decodeEvents(Uint8Array.from(written)) };
}

const scalarsOf = ({ values }: TensorBoardEvent) =>
  Object.fromEntries(values.map((value) => [value.tag, value.kind === 'scalar' ? value.value : value.text]));

describe('TensorBoard', () => {
  it('writes the settings, then each recorded step and each epoch, in order', async () => {
    const { callback, events } = recording({ 'batch-size': 10 });
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
    const steps = events()
      .filter((event) => 'loss/train' in scalarsOf(event))
      .map(({ step }) => step);
    expect(steps).toEqual([3]);
  });

  it('ends the training where its file cannot be written', async () => {
    const callback = new TensorBoard({ write: () => Promise.reject(new Error('no room')) });
    await expect(classifier().train(x, y, { callbacks: [callback] })).rejects.toThrow('no room');
  });
});
