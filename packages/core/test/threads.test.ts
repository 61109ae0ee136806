import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Worker } from 'node:worker_threads';
// The built package: workers are started from the files that users get.
import {
  Augmentation,
  CategoricalCrossEntropy,
  Dense,
  Flatten,
  type Labels,
  Layer,
  type LayerBatch,
  Linear,
  MeanSquaredError,
  Model,
  SGD,
  Softmax,
  Tensor,
  type TrainOptions,
} from '@fmnist/core';
import { afterEach, describe, expect, it } from 'vitest';
import { hasSimd, hasTeams } from './machine';
import { CLASSES, classifier, hashOf, INPUTS, pictures } from './pictures';

async function train(x: Tensor, y: Labels, options: TrainOptions) {
  const model = classifier();
  const { steps, epochs, threads } = await model.train(x, y, { seed: 9, epochs: 2, ...options });
  const withoutTimes = epochs.map(({ durationMs: _, ...record }) => record);
  return { hash: hashOf(model), threads, steps, epochs: withoutTimes };
}

describe('training on several threads', () => {
  const data = pictures(1300);
  const few = pictures(150);

  it.each([
    [1, true],
    [1, false],
    [7, true],
    [7, false],
    [128, true],
    [128, false],
    [1000, true],
    [1000, false],
  ])(
    'ends with the same bits for any number of them: batches of %i, shuffled %s',
    async (batchSize, shuffle) => {
      const { x, y } = batchSize === 1 ? few : data;
      const options = { batchSize, shuffle, recordEvery: 3, validationData: [few.x, few.y] } as const;
      const alone = await train(x, y, { ...options, threads: 1 });
      expect(alone.threads).toBe(1);
      for (const threads of [2, 3, 4, 7]) {
        expect(await train(x, y, { ...options, threads })).toEqual({
          ...alone,
          threads: hasTeams ? threads : 1,
        });
      }
    },
  );

  it('goes on where it was when called again, with the optimizer’s state', async () => {
    const run = async (threads: number[]) => {
      const model = classifier();
      for (const each of threads) await model.train(data.x, data.y, { batchSize: 64, threads: each });
      return hashOf(model);
    };
    expect(await run([3, 1, 2])).toBe(await run([1, 1, 1]));
  });

  it('shows callbacks the model as it is, and obeys them', async () => {
    const run = async (threads: number) => {
      const model = classifier();
      const seen: string[] = [];
      const history = await model.train(data.x, data.y, {
        epochs: 9,
        batchSize: 128,
        threads,
        callbacks: [
          {
            stepEnd: ({ epoch, step }) => {
              if (step % 5 === 0) seen.push(hashOf(model));
              return epoch === 2 && step === 4 ? 'stop' : undefined;
            },
            epochEnd: async () => void seen.push(String((await model.evaluate(few.x, few.y)).loss)),
          },
        ],
      });
      return { seen, stopped: history.stopped, hash: hashOf(model) };
    };
    expect(await run(2)).toEqual(await run(1));
  });

  it('fits values as well as classes', async () => {
    const run = async (threads: number) => {
      const model = new Model();
      model.add(new Dense(INPUTS, 2));
      model.add(new Linear());
      model.set({ loss: new MeanSquaredError(), optimizer: new SGD({ learningRate: 1e-6, momentum: 0.9 }) });
      model.finalize();
      const y = new Tensor(
        Float32Array.from({ length: 2600 }, (_, i) => i % 7),
        [1300, 2],
      );
      await model.train(data.x, y, { batchSize: 100, threads, validationData: [data.x, y] });
      return hashOf(model);
    };
    expect(await run(3)).toBe(await run(1));
  });

  it.runIf(hasTeams)('leaves the calling thread free', async () => {
    const large = pictures(20_000);
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    const begin = performance.now();
    await classifier().train(large.x, large.y, { epochs: 5, batchSize: 32, threads: 2 });
    clearInterval(timer);
    expect(turns).toBeGreaterThan((performance.now() - begin) / 20);
  });
});

describe('a training that does not end as it should', () => {
  const { x, y } = pictures(2000);
  const long = { epochs: 100_000, batchSize: 16, threads: 2 } as const;

  afterEach(() => {
    process.removeAllListeners('worker');
  });

  it.runIf(hasTeams)('says that a worker has died, and can be started again', async () => {
    const model = classifier();
    // The first message of a worker says that it is ready: one that dies before all are, could not start.
    const ready: Worker[] = [];
    process.on('worker', (worker: Worker) => {
      worker.once('message', () => {
        if (ready.push(worker) === long.threads) setTimeout(() => void worker.terminate(), 50);
      });
    });
    await expect(model.train(x, y, long)).rejects.toThrow(
      /^A worker of the training has failed: it ended with exit code 1/,
    );
    const history = await model.train(x, y, { ...long, epochs: 1 });
    expect(history.epochs[0].accuracy).toBeGreaterThan(0);
  });

  it.runIf(hasTeams)('says that a worker could not begin: layers that only the caller knows', async () => {
    class Mine extends Layer {
      readonly type = 'Mine';
      forward({ kernels, input, output }: LayerBatch, start: number, end: number) {
        kernels.copy(input, output, start, end);
      }
      backward({ kernels, outputGradients, inputGradients }: LayerBatch, start: number, end: number) {
        kernels.copy(outputGradients, inputGradients, start, end);
      }
      config() {
        return { type: this.type };
      }
    }
    const model = classifier([new Mine()]);
    await expect(model.train(x, y, { threads: 2 })).rejects.toThrow(
      /could not start: layers\[4\]: there is no layer "Mine".* threads: 1/,
    );
    await model.train(x, y, { threads: 1 });
  });

  it.runIf(hasTeams)(
    'says that a worker could not begin: an augmentation that only the caller knows',
    async () => {
      class Mine extends Augmentation {
        readonly type = 'Mine';
        countDraws = () => 0;
        apply() {}
        config() {
          return { type: this.type };
        }
      }
      const model = new Model({ inputShape: [6, 5] });
      model.add(new Flatten());
      model.add(new Dense(INPUTS, CLASSES));
      model.add(new Softmax());
      model.set({ loss: new CategoricalCrossEntropy(), optimizer: new SGD() });
      model.finalize();
      await expect(model.train(x, y, { augment: [new Mine()], threads: 2 })).rejects.toThrow(
        /could not start: augment\[0\]: there is no augmentation "Mine".* threads: 1/,
      );
      await model.train(x, y, { augment: [new Mine()], threads: 1 });
    },
  );

  it('ends within a batch when it is aborted', async () => {
    const abort = new AbortController();
    const model = classifier();
    setTimeout(() => abort.abort(new Error('enough')), 100);
    await expect(model.train(x, y, { ...long, signal: abort.signal })).rejects.toThrow('enough');
    await model.train(x, y, { ...long, epochs: 1 });
  });

  it.each([1, 2])(
    'ends when it is aborted where an epoch takes no time, with %i threads',
    async (threads) => {
      const abort = new AbortController();
      setTimeout(() => abort.abort(new Error('enough')), 100);
      const tiny = pictures(16);
      const options = { epochs: 50_000, batchSize: 16, threads, signal: abort.signal };
      await expect(classifier().train(tiny.x, tiny.y, options)).rejects.toThrow('enough');
    },
  );

  it('names the layer and the step where a number stops being finite, as one thread does', async () => {
    const messageOf = async (threads: number) => {
      const model = classifier();
      model.set({ optimizer: new SGD({ learningRate: 1e30 }) });
      const error: unknown = await model.train(x, y, { ...long, threads }).catch((reason) => reason);
      return error instanceof Error ? error.message : '';
    };
    expect(await messageOf(2)).toMatch(/^Training stopped: Dense .* at epoch 1, step \d+/);
    expect(await messageOf(2)).toBe(await messageOf(1));
  });

  it.runIf(hasSimd)('says in a sentence that the model does not fit into memory', () => {
    const model = new Model();
    model.add(new Dense(50_000, 50_000));
    expect(() => model.finalize()).toThrow(/need \d+ MB of memory, more than WebAssembly can have/);
  });
});

describe.runIf(hasTeams)('a process that leaves thirty models behind, each trained on two threads', () => {
  const script = fileURLToPath(new URL('./fixtures/leave-models-behind.mjs', import.meta.url));

  // Long after it should have ended, also on a busy machine.
  const timeout = 600_000;

  it('has no worker left, does not grow from the tenth to the last, and ends by itself', {
    timeout,
  }, async () => {
    const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', script], { timeout });
    const { started, alive, afterTenth, afterLast } = JSON.parse(stdout);
    expect({ started, alive }).toEqual({ started: 60, alive: 0 });
    // In MB. Models that are held take 50 more.
    expect(afterLast.rss - afterTenth.rss).toBeLessThan(20);
    expect(afterLast.heap - afterTenth.heap).toBeLessThan(2);
  });
});
