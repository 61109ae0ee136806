import { describe, expect, it } from 'vitest';
import { HorizontalFlip } from '../augmentation/horizontal-flip';
import { UserError } from '../errors';
import type { TrainingProgress } from '../model/progress';
import { Tensor } from '../tensor/tensor';
import { ConfigReader } from './config-reader';
import { progressConfig, progressTensors, readProgress } from './progress-file';

const measured = {
  ...{ epoch: 1, loss: 3.5, dataLoss: 3, regularizationLoss: 0.5 },
  ...{ accuracy: 0.25, learningRate: 0.1 },
};
/** In the middle of its second epoch, with all there can be. */
const inside: TrainingProgress = {
  ...{ epochs: 3, batchSize: 4, samples: 9, seed: 5, shuffle: true, recordEvery: 2 },
  augment: [new HorizontalFlip(0.25)],
  ...{ epoch: 1, step: 2, elapsedMs: 1.5 },
  dataLosses: Float64Array.of(0.1, 0.2),
  accuracies: Float64Array.of(0.3, 0.4),
  history: {
    steps: [{ ...measured, step: 0 }],
    epochs: [
      { ...measured, durationMs: 7 },
      { ...measured, durationMs: 8, validation: { loss: 2, accuracy: 0.5 } },
    ],
    stopped: false,
  },
  memories: new Map([
    ['EarlyStopping', new Map([['best', Tensor.from([1, 2])]])],
    [
      'ReduceLROnPlateau',
      new Map([
        ['wait', Tensor.from([3])],
        ['best', Tensor.from([4])],
      ]),
    ],
  ]),
};
const begun: TrainingProgress = {
  ...inside,
  ...{ augment: [], shuffle: false, epoch: 0, step: 0, elapsedMs: 0 },
  ...{ dataLosses: new Float64Array(), accuracies: new Float64Array() },
  history: { steps: [], epochs: [], stopped: true },
  memories: new Map(),
};

/** What is in a file of it: plain data that went through JSON, and tensors. */
const written = (progress: TrainingProgress) => ({
  config: JSON.parse(JSON.stringify(progressConfig(progress))),
  tensors: progressTensors(progress),
});
const read = (config: unknown, tensors: ReadonlyMap<string, Tensor>) =>
  readProgress(new ConfigReader(config, 'progress'), tensors);

describe('the progress of a training', () => {
  it.each([
    ['in the middle of an epoch', inside],
    [
      'at the end of one',
      { ...inside, step: 3, dataLosses: new Float64Array(3), accuracies: new Float64Array(3) },
    ],
    ['before the first', begun],
  ])('comes back as it was, %s', (_, progress) => {
    const { config, tensors } = written(progress);
    expect(read(config, tensors)).toEqual(progress);
  });

  it('has nothing to say of what is not there', () => {
    const { config, tensors } = written(begun);
    expect(config).not.toHaveProperty('augment');
    expect(tensors.size).toBe(0);
  });

  it('takes only its own of the tensors of a file', () => {
    const { config, tensors } = written(inside);
    for (const name of ['0.weights', 'optimizer/0.weights.cache', 'optimizer/a/b', 'memory/alone']) {
      tensors.set(name, Tensor.from([9]));
    }
    expect(read(config, tensors)).toEqual(inside);
  });

  it('is refused where it is past the end of its epoch', () => {
    const { config, tensors } = written(inside);
    expect(() => read({ ...config, samples: 4 }, tensors)).toThrow(
      new UserError('The checkpoint is at step 2 of an epoch of 1 steps: it is damaged'),
    );
    expect(() => read({ ...written(begun).config, samples: 0, batchSize: 0 }, tensors)).toThrow(/damaged/);
  });

  it.each(['epoch/dataLosses', 'epoch/accuracies'])('is refused without its tensor %s', (name) => {
    const { config, tensors } = written(inside);
    for (const wrong of [
      undefined,
      new Tensor(Float32Array.of(1, 2), [2]),
      new Tensor(Float64Array.of(1), [1]),
      new Tensor(Float64Array.of(1, 2, 3), [3]),
    ]) {
      if (wrong) tensors.set(name, wrong);
      else tensors.delete(name);
      expect(() => read(config, tensors)).toThrow(
        new UserError(`The checkpoint lacks the tensor "${name}" of 2 float64 numbers: it is damaged`),
      );
    }
  });

  it.each<[string, (config: ReturnType<typeof written>['config']) => void]>([
    ['progress', (config) => (config.x = 1)],
    ['progress.history', (config) => (config.history.x = 1)],
    ['progress.history.steps[0]', (config) => (config.history.steps[0].x = 1)],
    ['progress.history.epochs[1]', (config) => (config.history.epochs[1].x = 1)],
    ['progress.history.epochs[1].validation', (config) => (config.history.epochs[1].validation.x = 1)],
  ])('is refused with an unknown field in %s', (path, change) => {
    const { config, tensors } = written(inside);
    change(config);
    expect(() => read(config, tensors)).toThrow(`${path} has an unknown field "x"`);
  });

  it('is refused without any of its counters, by name', () => {
    const { config, tensors } = written(inside);
    for (const name of Object.keys(config)) {
      if (name === 'augment') continue;
      const { [name]: _, ...rest } = config;
      expect(() => read(rest, tensors)).toThrow(`progress.${name} must be `);
    }
  });
});
