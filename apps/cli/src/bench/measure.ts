import { availableParallelism } from 'node:os';
import { Model, Tensor, UserError } from '@fmnist/core';
import { type Dataset, pickFromDataset } from '@fmnist/data';
import { augmentationsOf, type PresetName, presets } from '@fmnist/models';
import { Bench } from 'tinybench';

/** Epochs that are measured, after one that is not: it compiles. */
const EPOCHS = 4;
const BATCH = 1000;
const SEED = 0;

/** How fast a number of threads trains. */
export interface TrainingSpeed {
  readonly threads: number;
  /** Of the median epoch. */
  readonly imagesPerSecond: number;
}

/** How fast one thread predicts. */
export interface PredictionSpeed {
  /** Microseconds a picture takes, one at a time. */
  readonly one: { readonly p50: number; readonly p99: number };
  readonly batch: { readonly imagesPerSecond: number };
}

/** Trains a preset on one thread, and on all there are. @throws UserError where there are fewer pictures than asked for. */
export async function benchTraining(
  preset: PresetName,
  data: Dataset,
  pictures: number,
): Promise<TrainingSpeed[]> {
  if (pictures > data.labels.length) {
    throw new UserError(`--pictures must be at most ${data.labels.length}, got ${pictures}`);
  }
  const { images, labels } = pickFromDataset(
    data,
    Uint32Array.from({ length: pictures }, (_, row) => row),
  );
  const recipe = presets[preset];
  const speeds: TrainingSpeed[] = [];
  for (const threads of new Set([1, availableParallelism()])) {
    const times: number[] = [];
    let start = 0;
    await Model.fromConfig(recipe.model, { seed: SEED }).train(images, labels, {
      epochs: EPOCHS + 1,
      batchSize: recipe.batchSize,
      augment: augmentationsOf(recipe),
      seed: SEED,
      threads,
      callbacks: [
        {
          epochBegin: () => {
            start = performance.now();
          },
          epochEnd: () => {
            times.push(performance.now() - start);
          },
        },
      ],
    });
    const seconds = median(times.slice(1)) / 1000;
    speeds.push({ threads, imagesPerSecond: pictures / seconds });
  }
  return speeds;
}

/** Predicts pictures with an untrained network: what its weights are does not change how long it takes. */
export async function benchPredictions(preset: PresetName, { images }: Dataset): Promise<PredictionSpeed> {
  const model = Model.fromConfig(presets[preset].model, { seed: SEED });
  const size = images.data.length / images.shape[0];
  const one = images.data.subarray(0, size);
  const many = new Tensor(images.data.subarray(0, BATCH * size), [BATCH, ...images.shape.slice(1)]);
  const probabilities = new Float32Array(model.outputShape[0]);
  const bench = new Bench({ time: 500, warmupTime: 100 });
  bench.add('one', () => {
    model.predictSample(one, probabilities);
  });
  bench.add('batch', async () => {
    await model.predict(many);
  });
  const [ofOne, ofBatch] = (await bench.run()).map(({ result }) => {
    if (result.state !== 'completed') throw new Error(`the measurement ended as ${result.state}`);
    return result.latency;
  });
  return {
    one: { p50: ofOne.p50 * 1000, p99: ofOne.p99 * 1000 },
    batch: { imagesPerSecond: (BATCH / ofBatch.p50) * 1000 },
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
