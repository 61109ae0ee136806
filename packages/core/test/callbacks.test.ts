import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Callbacks,
  EarlyStopping,
  type EpochRecord,
  epochsAsCsv,
  epochsAsJsonLines,
  type Model,
  ReduceLROnPlateau,
  type RunningTraining,
  SGD,
  type TrainingPosition,
} from '@fmnist/core';
import { HistoryFile } from '@fmnist/core/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { classifier, hashOf, pictures } from './pictures';

const data = pictures(400);
const validation = pictures(60);
const validationData = [validation.x, validation.y] as const;

/** A rate too large to settle: the loss goes up and down. */
const restless = () => classifier([], new SGD({ learningRate: 2.5, momentum: 0.6 }));

/** The parameters' hash after each epoch. */
function hashes(model: Model): Callbacks & { readonly seen: string[] } {
  const seen: string[] = [];
  return { seen, epochEnd: () => void seen.push(hashOf(model)) };
}

describe('EarlyStopping', () => {
  it('ends a training that no longer gets better, and gives back the best weights', async () => {
    const model = restless();
    const watch = hashes(model);
    const early = new EarlyStopping({ patience: 4 });
    const history = await model.train(data.x, data.y, {
      ...{ epochs: 60, batchSize: 50, validationData },
      callbacks: [watch, early],
    });
    const losses = history.epochs.map(({ validation }) => validation?.loss ?? Number.NaN);
    const best = losses.indexOf(Math.min(...losses));
    expect(history.stopped).toBe(true);
    expect(losses).toHaveLength(best + 1 + 4);
    expect(early.bestEpoch).toBe(best + 1);
    expect(hashOf(model)).toBe(watch.seen[best]);
    expect((await model.evaluate(...validationData)).loss).toBe(losses[best]);
  });

  it('leaves the last weights where told to', async () => {
    const model = restless();
    const watch = hashes(model);
    const callbacks = [watch, new EarlyStopping({ patience: 2, restoreBestWeights: false })];
    await model.train(data.x, data.y, { epochs: 60, batchSize: 50, validationData, callbacks });
    expect(hashOf(model)).toBe(watch.seen.at(-1));
  });

  it('says what it lacks, and what it cannot be told', async () => {
    await expect(
      classifier().train(data.x, data.y, { epochs: 2, callbacks: [new EarlyStopping()] }),
    ).rejects.toThrow(/EarlyStopping watches validationLoss, but the training has no validation data/);
    expect(() => new EarlyStopping({ patience: 0 })).toThrow(/patience must be a whole number > 0, got 0/);
    expect(() => new EarlyStopping({ minDelta: -1 })).toThrow(/minDelta must be a number ≥ 0/);
    const wrong: string = 'val_loss';
    expect(() => Reflect.construct(EarlyStopping, [{ monitor: wrong }])).toThrow(
      /monitor must be one of loss, accuracy, validationLoss, validationAccuracy, got "val_loss"/,
    );
  });
});

describe('ReduceLROnPlateau', () => {
  it('multiplies the rate by the factor after `patience` epochs without gain, waits, and keeps to the minimum', async () => {
    const model = restless();
    const { optimizer } = model;
    const rates: (number | undefined)[] = [];
    const callbacks = [
      // Nothing gains this much after the first epoch: the rate falls in a known rhythm.
      new ReduceLROnPlateau({
        ...{ monitor: 'loss', minDelta: 1000, factor: 0.5, patience: 2, cooldown: 1 },
        minLearningRate: 0.7,
      } as const),
      { epochEnd: () => void rates.push(optimizer?.learningRate) },
    ];
    const { epochs } = await model.train(data.x, data.y, { epochs: 9, batchSize: 50, callbacks, threads: 2 });
    expect(rates).toEqual([2.5, 2.5, 1.25, 1.25, 1.25, 0.7, 0.7, 0.7, 0.7]);
    expect(epochs.map(({ learningRate }) => learningRate)).toEqual([2.5, ...rates.slice(0, -1)]);
  });

  it('refuses what would not lower it', () => {
    expect(() => new ReduceLROnPlateau({ factor: 1 })).toThrow(/factor/);
    expect(() => new ReduceLROnPlateau({ factor: 0 })).toThrow(/factor must be more than 0/);
  });
});

describe('the position of a training', () => {
  it.each([1, 2])('is told while the steps are under way, on %i threads', async (threads) => {
    const seen: (TrainingPosition | undefined)[] = [];
    let training: RunningTraining | undefined;
    const look = () => void seen.push(training?.position());
    const follow: Callbacks = {
      trainBegin: (running) => {
        training = running;
        look();
      },
      stepRecorded: look,
      epochEnd: look,
    };
    const { steps, epochs } = await classifier().train(data.x, data.y, {
      ...{ epochs: 2, batchSize: 20, recordEvery: 8, validationData, threads, callbacks: [follow] },
    });
    const nothing = { step: 0, dataLoss: Number.NaN, accuracy: Number.NaN };
    const recorded = (epoch: number) =>
      [1, 9, 17, 20].map((step) => ({
        ...{ epoch, step, dataLoss: expect.any(Number), accuracy: expect.any(Number) },
      }));
    const all = [{ epoch: 0, ...nothing }, ...recorded(0), { epoch: 1, ...nothing }];
    expect(seen).toEqual([...all, ...recorded(1), { epoch: 2, ...nothing }]);
    expect(seen[1]).toMatchObject({ dataLoss: steps[0].dataLoss, accuracy: steps[0].accuracy });
    expect(seen[4]).toMatchObject({ dataLoss: epochs[0].dataLoss, accuracy: epochs[0].accuracy });
  });
});

describe('a history', () => {
  const record: EpochRecord = {
    epoch: 1,
    loss: 0.75,
    dataLoss: 0.5,
    regularizationLoss: 0.25,
    accuracy: 0.875,
    learningRate: 0.002,
    durationMs: 380.5,
  };

  it('as CSV has a line of names and a line for each epoch', () => {
    expect(epochsAsCsv([record, { ...record, epoch: 2, validation: { loss: 0.625, accuracy: 1 } }])).toBe(
      'epoch,loss,dataLoss,regularizationLoss,accuracy,validationLoss,validationAccuracy,learningRate,durationMs\r\n' +
        '1,0.75,0.5,0.25,0.875,,,0.002,380.5\r\n' +
        '2,0.75,0.5,0.25,0.875,0.625,1,0.002,380.5\r\n',
    );
  });

  it('as JSON lines has an object for each epoch', () => {
    const lines = epochsAsJsonLines([record, { ...record, validation: { loss: 0.625, accuracy: 1 } }]);
    expect(lines.endsWith('\n')).toBe(true);
    const [plain, validated] = lines
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(plain).toEqual(record);
    expect(validated).toEqual({ ...record, validationLoss: 0.625, validationAccuracy: 1 });
  });
});

describe('HistoryFile', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fmnist-history-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('holds the epochs so far after each, in the format its name asks for', async () => {
    const [csv, jsonLines] = [join(folder, 'new', 'h.csv'), join(folder, 'h.jsonl')];
    const lengths: number[] = [];
    const look: Callbacks = {
      epochEnd: async () => void lengths.push((await readFile(csv, 'utf8')).split('\r\n').length - 2),
    };
    const callbacks = [new HistoryFile(csv), new HistoryFile(jsonLines), look];
    const { epochs } = await classifier().train(data.x, data.y, { epochs: 3, validationData, callbacks });
    expect(lengths).toEqual([1, 2, 3]);
    expect(await readFile(csv, 'utf8')).toBe(epochsAsCsv(epochs));
    expect(await readFile(jsonLines, 'utf8')).toBe(epochsAsJsonLines(epochs));
  });

  it('wants a name that says the format', () => {
    expect(() => new HistoryFile('history.txt')).toThrow(/must end in \.csv or \.jsonl, got "history\.txt"/);
  });
});
