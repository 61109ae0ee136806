import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import {
  Adagrad,
  Adam,
  AdamW,
  type Callbacks,
  EarlyStopping,
  Model,
  OneCycle,
  type Optimizer,
  RandomStream,
  ReduceLROnPlateau,
  RMSprop,
  type RunningTraining,
  SGD,
  type TrainOptions,
  UserError,
} from '@fmnist/core';
import { CheckpointFile, ModelCheckpoint, readFileOrExplain, writeFileAtomically } from '@fmnist/core/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { classifier, hashOf, pictures } from './pictures';

const data = pictures(700);
const validation = pictures(90);
const settings = { epochs: 3, batchSize: 64, seed: 4, recordEvery: 1 } as const;
const STEPS = 11;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fmnist-checkpoint-'));
});
afterAll(() => rm(folder, { recursive: true }));

const train = (model: Model, options: TrainOptions) =>
  model.train(data.x, data.y, { validationData: [validation.x, validation.y], ...options });

/** Aborts after a step, as Ctrl-C does; `step` counts over all epochs. */
function abortAt(step: number): { signal: AbortSignal; callback: Callbacks } {
  const controller = new AbortController();
  let seen = 0;
  return {
    signal: controller.signal,
    callback: {
      stepEnd: () => {
        if (seen++ === step) controller.abort();
      },
    },
  };
}

/** Trains until `step`, from the file if there is one, and saves there. */
async function trainUntil(path: string, step: number, options: TrainOptions, optimizer?: () => Optimizer) {
  const { signal, callback } = abortAt(step);
  const callbacks = [...(options.callbacks ?? []), callback, new CheckpointFile(path)];
  const model = classifier([], optimizer?.());
  await expect(train(model, { ...options, callbacks, signal })).rejects.toThrow('aborted');
}

async function resume(path: string, options: TrainOptions = {}) {
  const { model, progress } = Model.loadCheckpoint(await readFileOrExplain(path, 'checkpoint'));
  const history = await train(model, { ...options, resume: progress });
  return { model, history, progress };
}

const withoutTimes = (epochs: readonly object[]) => epochs.map((epoch) => ({ ...epoch, durationMs: 0 }));

describe('a training that was aborted at any moment and goes on from its checkpoint', () => {
  const random = new RandomStream(1, 'moments');
  const moments = Array.from({ length: 20 }, (_, i) => Math.floor(random.uniform(i) * (3 * STEPS - 1)));

  it.each([1, 2])('ends with the same bits and the same history, on %i threads', async (threads) => {
    const whole = classifier();
    const wholeHistory = await train(whole, { ...settings, threads });
    for (const moment of [0, STEPS - 1, STEPS, ...moments]) {
      const path = join(folder, `abort-${threads}.safetensors`);
      await trainUntil(path, moment, { ...settings, threads });
      const { model, history, progress } = await resume(path, { threads: 3 - threads });
      expect([progress.epoch, progress.step]).toEqual([
        Math.floor((moment + 1) / STEPS) - (moment % STEPS === STEPS - 1 ? 1 : 0),
        (moment % STEPS) + 1,
      ]);
      expect([moment, hashOf(model)]).toEqual([moment, hashOf(whole)]);
      expect(withoutTimes(history.epochs)).toEqual(withoutTimes(wholeHistory.epochs));
      expect(history.steps).toEqual(wholeHistory.steps);
      expect(model.trainingSummary).toEqual(whole.trainingSummary);
    }
  });

  it.each<[string, () => Optimizer]>([
    ['SGD', () => new SGD({ learningRate: 0.1, decay: 1e-2 })],
    ['SGD with momentum', () => new SGD({ learningRate: 0.1, momentum: 0.9 })],
    ['Adagrad', () => new Adagrad({ learningRate: 0.05, decay: 1e-3 })],
    ['RMSprop', () => new RMSprop({ learningRate: 0.005, rho: 0.95 })],
    ['Adam', () => new Adam({ learningRate: 0.01, beta1: 0.8 })],
    [
      'Adam on a schedule',
      () => new Adam({ learningRate: 0.02, decay: 1e-3, schedule: new OneCycle({ steps: 3 * STEPS }) }),
    ],
    ['Adam with averages', () => new Adam({ learningRate: 0.01, averaging: 0.9 })],
    ['SGD with averages', () => new SGD({ learningRate: 0.1, averaging: 0.99 })],
    ['AdamW', () => new AdamW({ learningRate: 0.01, weightDecay: 0.1 })],
  ])('does so with %s, and when stopped twice', async (name, optimizer) => {
    const whole = classifier([], optimizer());
    await train(whole, { ...settings, shuffle: false });
    const path = join(folder, `${name}.safetensors`);
    await trainUntil(path, 7, { ...settings, shuffle: false }, optimizer);
    const first = Model.loadCheckpoint(await readFileOrExplain(path, 'checkpoint'));
    const { signal, callback } = abortAt(12);
    const callbacks = [callback, new CheckpointFile(path)];
    await expect(train(first.model, { resume: first.progress, callbacks, signal })).rejects.toThrow();
    expect(hashOf((await resume(path)).model)).toBe(hashOf(whole));
  });

  it('stops early at the same epoch, with the same best weights and learning rates', async () => {
    const callbacks = () => [
      new EarlyStopping({ monitor: 'validationAccuracy', patience: 4, minDelta: 0.02 }),
      new ReduceLROnPlateau({ monitor: 'loss', minDelta: 0.1, patience: 1, factor: 0.5, cooldown: 1 }),
    ];
    const options = { ...settings, epochs: 40 };
    const whole = classifier();
    const wholeHistory = await train(whole, { ...options, callbacks: callbacks() });
    expect(wholeHistory.stopped).toBe(true);
    const epochs = wholeHistory.epochs.length;
    expect(epochs).toBeGreaterThan(5);
    for (const moment of [3, 4 * STEPS + 5, (epochs - 1) * STEPS]) {
      const path = join(folder, 'early.safetensors');
      await trainUntil(path, moment, { ...options, callbacks: callbacks() });
      const { model, history } = await resume(path, { callbacks: callbacks() });
      expect(withoutTimes(history.epochs)).toEqual(withoutTimes(wholeHistory.epochs));
      expect(hashOf(model)).toBe(hashOf(whole));
    }
  });

  it('that was over ends at once, and may be asked for more epochs, to end as if asked for them at once', async () => {
    const path = join(folder, 'longer.safetensors');
    const short = classifier();
    await train(short, { ...settings, epochs: 2, callbacks: [new CheckpointFile(path)] });
    const { model, history } = await resume(path);
    expect([hashOf(model), history.epochs.length]).toEqual([hashOf(short), 2]);
    const whole = classifier();
    await train(whole, { ...settings, epochs: 5 });
    expect(hashOf((await resume(path, { epochs: 5 })).model)).toBe(hashOf(whole));
    await expect(resume(path, { epochs: 1 })).rejects.toThrow(/is in epoch 2 already: .* not 1/);
  });

  it('that was stopped early stays so, with its best weights, unless more epochs are asked for', async () => {
    const path = join(folder, 'stopped.safetensors');
    const callbacks = () => [new EarlyStopping({ monitor: 'loss', minDelta: 1, patience: 1 })];
    const options = { ...settings, epochs: 9 };
    const whole = classifier();
    await train(whole, { ...options, callbacks: [...callbacks(), new CheckpointFile(path)] });
    const again = await resume(path, { callbacks: callbacks() });
    expect([hashOf(again.model), again.history.stopped]).toEqual([hashOf(whole), true]);
    const more = await resume(path, { epochs: 10, callbacks: [] });
    expect([more.history.stopped, more.history.epochs.length]).toEqual([false, 10]);
  });

  it('takes no other data, batches, seed or order', async () => {
    const path = join(folder, 'other.safetensors');
    await trainUntil(path, 3, settings);
    await expect(resume(path, { batchSize: 32 })).rejects.toThrow(/has batchSize 64, not 32/);
    await expect(resume(path, { seed: 5 })).rejects.toThrow(/has seed 4, not 5/);
    await expect(resume(path, { shuffle: false })).rejects.toThrow(/has shuffle true, not false/);
    const { model, progress } = Model.loadCheckpoint(await readFileOrExplain(path, 'checkpoint'));
    await expect(model.train(validation.x, validation.y, { resume: progress })).rejects.toThrow(
      /has samples 700, not 90/,
    );
  });
});

describe('CheckpointFile', () => {
  it('writes after every n-th epoch, and after the last', async () => {
    const path = join(await mkdtemp(join(folder, 'every-')), 'run.safetensors');
    const written: (number | undefined)[] = [];
    const look: Callbacks = {
      atRest: async () => {
        const bytes = await readFile(path).catch(() => undefined);
        written.push(bytes && Model.loadCheckpoint(bytes).progress.epoch);
      },
    };
    await train(classifier(), {
      ...settings,
      epochs: 5,
      callbacks: [new CheckpointFile(path, { everyEpochs: 2 }), look],
    });
    expect(written).toEqual([undefined, 2, 2, 4, 5]);
  });

  it('writes in the middle of an epoch when its minutes are over, which changes nothing', async () => {
    const path = join(folder, 'minutes.safetensors');
    const whole = classifier();
    await train(whole, settings);
    for (const threads of [1, 2]) {
      let pauses = 0;
      const count: Callbacks = {
        atRest: (why) => {
          if (why === 'pause') pauses++;
        },
      };
      const model = classifier();
      const slow: Callbacks = { epochBegin: () => new Promise((resolve) => setTimeout(resolve, 5)) };
      const callbacks = [new CheckpointFile(path, { everyMinutes: 1 / 60_000 }), count, slow];
      await train(model, { ...settings, threads, callbacks });
      expect(pauses).toBeGreaterThan(0);
      expect(hashOf(model)).toBe(hashOf(whole));
    }
  });

  it.each([1, 2])(
    'rests after every single step when asked to at each rest (%i threads)',
    async (threads) => {
      const whole = classifier();
      await train(whole, settings);
      const rests: number[] = [];
      let running: RunningTraining | undefined;
      const stepwise: Callbacks = {
        trainBegin: (training) => {
          running = training;
          training.pause();
        },
        atRest: (why) => {
          if (why === 'pause') rests.push(running?.position().step ?? Number.NaN);
          running?.pause();
        },
      };
      const model = classifier();
      await train(model, { ...settings, threads, callbacks: [stepwise] });
      const steps = running?.stepsPerEpoch ?? 0;
      expect(rests.slice(0, steps)).toEqual(Array.from({ length: steps }, (_, index) => index + 1));
      expect(hashOf(model)).toBe(hashOf(whole));
    },
  );

  it('removes what a killed process left of it', async () => {
    const path = join(folder, 'killed', 'run.safetensors');
    await writeFileAtomically(`${path}.1234.tmp`, 'half');
    await train(classifier(), { ...settings, epochs: 1, callbacks: [new CheckpointFile(path)] });
    expect(await readdir(join(folder, 'killed'))).toEqual(['run.safetensors']);
  });

  it('refuses options that make no sense', () => {
    expect(() => new CheckpointFile('x', { everyEpochs: 0 })).toThrow(/everyEpochs must be a whole number/);
    expect(() => new CheckpointFile('x', { everyMinutes: -1 })).toThrow(/everyMinutes must be a number > 0/);
  });
});

describe('saving where it cannot be', () => {
  const script = fileURLToPath(new URL('fixtures/save-over.mjs', import.meta.url));

  async function saveOver(path: string, how: string): Promise<string> {
    const { stdout } = await promisify(execFile)('bash', [
      '-c',
      `${how === 'full' ? 'ulimit -f 16;' : ''} exec "$0" "$@"`,
      process.execPath,
      script,
      path,
      how,
    ]);
    return stdout.trim();
  }

  it.skipIf(process.platform === 'win32')(
    'a disk without room, or a folder without permission, gives a sentence and leaves the old file whole',
    async () => {
      for (const [how, sentence] of [
        ['full', /^UserError: Cannot write .*old\.safetensors: the file would be larger than allowed$/],
        ['locked', /^UserError: Cannot write .*old\.safetensors: permission denied$/],
      ] as const) {
        const own = join(folder, how);
        const path = join(own, 'old.safetensors');
        const old = classifier().save();
        await writeFileAtomically(path, old);
        expect(await saveOver(path, how)).toMatch(sentence);
        expect(new Uint8Array(await readFile(path))).toEqual(old);
        expect(await readdir(own)).toEqual(['old.safetensors']);
      }
    },
  );
});

describe('ModelCheckpoint', () => {
  it('keeps the best model and the last, each ready to predict, with what trained it', async () => {
    const [best, last] = [join(folder, 'best.safetensors'), join(folder, 'last.safetensors')];
    const model = classifier([], new Adam({ learningRate: 0.3 }));
    const { epochs } = await train(model, {
      ...settings,
      epochs: 6,
      callbacks: [new ModelCheckpoint({ best, last, monitor: 'validationLoss' })],
    });
    const losses = epochs.map(({ validation }) => validation?.loss ?? Number.NaN);
    const bestEpoch = losses.indexOf(Math.min(...losses));
    expect(bestEpoch).toBeLessThan(5);
    const bestModel = Model.load(await readFile(best));
    expect((await bestModel.evaluate(validation.x, validation.y)).loss).toBe(losses[bestEpoch]);
    expect(bestModel.trainingSummary?.epochs).toBe(bestEpoch + 1);
    expect(hashOf(Model.load(await readFile(last)))).toBe(hashOf(model));
  });

  it('wants to know where', () => {
    expect(() => new ModelCheckpoint({})).toThrow(UserError);
  });
});

describe('a checkpoint that is damaged', () => {
  it('is refused in a sentence, whatever was done to it', async () => {
    const path = join(folder, 'whole.safetensors');
    await trainUntil(path, 5, settings);
    const whole = await readFileOrExplain(path, 'checkpoint');
    const random = new RandomStream(2, 'damage');
    const headEnd = 8 + Number(new DataView(whole.buffer).getBigUint64(0, true));
    let refused = 0;
    for (let mutation = 0; mutation < 200; mutation++) {
      const bytes = whole.slice(
        0,
        mutation % 5 === 0 ? Math.floor(random.uniform(9 * mutation) * whole.length) : whole.length,
      );
      for (let change = 1; change <= 3; change++) {
        const place = Math.floor(random.uniform(9 * mutation + change) * Math.min(headEnd, bytes.length));
        bytes[place] = Math.floor(random.uniform(9 * mutation + change + 3) * 256);
      }
      try {
        Model.loadCheckpoint(bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(UserError);
        refused++;
      }
    }
    expect(refused).toBeGreaterThan(150);
  });

  it('a model is no checkpoint, and a checkpoint is a model', async () => {
    expect(() => Model.loadCheckpoint(classifier().save())).toThrow(/a model, not a checkpoint/);
    const path = join(folder, 'both.safetensors');
    const model = classifier();
    await train(model, { ...settings, epochs: 1, callbacks: [new CheckpointFile(path)] });
    const loaded = Model.load(await readFile(path));
    expect(hashOf(loaded)).toBe(hashOf(model));
    const parameters = classifier();
    parameters.loadParameters(await readFile(path));
    expect(hashOf(parameters)).toBe(hashOf(model));
    await writeFile(path, loaded.save());
    expect(hashOf(Model.load(await readFile(path)))).toBe(hashOf(model));
  });
});
