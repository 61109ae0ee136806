import { accuracyOf, type Images } from '../images';
import type { PredictBatchAnswer } from '../messages';
import type { Predictor } from '../runners/runner';
import { median } from '../statistics';
import { bindPredictor, describePredictor, type PredictRange } from './bound-predictor';

/** Batch sizes that are tried; each divides the 10,000 test images. */
const BATCH_SIZES = [100, 500, 1000, 2500, 10_000];
/** Of the time that may be spent, how much goes into finding the best way. */
const SEARCH_SHARE = 0.4;

interface Way {
  readonly predict: PredictRange;
  readonly predictor: Predictor;
  readonly batchSize: number;
}

/** Finds the best predictor and batch size, then predicts all images with them again and again. */
export async function measureBatches(
  predictors: readonly Predictor[],
  folder: string,
  images: Images,
  budgetMs: number,
): Promise<PredictBatchAnswer> {
  const ways: Way[] = [];
  for (const predictor of predictors) {
    const predict = await bindPredictor(predictor, folder, images.pixels);
    for (const batchSize of BATCH_SIZES.filter((size) => size <= images.count)) {
      ways.push({ predict, predictor, batchSize });
    }
  }
  const begin = performance.now();
  const best = await findBest(ways, images, budgetMs * SEARCH_SHARE);
  const passes: number[] = [];
  let predictions: Float32Array;
  do {
    const pass = await timePass(best, images);
    passes.push(pass.seconds);
    ({ predictions } = pass);
  } while (performance.now() - begin < budgetMs);
  return {
    seconds: median(passes),
    images: images.count,
    batchSize: best.batchSize,
    setup: describePredictor(best.predictor),
    accuracy: accuracyOf(predictions, images.labels),
  };
}

/** The fastest of two passes each, as far as the time allows: a slow contender keeps the first way. */
async function findBest(ways: readonly Way[], images: Images, budgetMs: number): Promise<Way> {
  const deadline = performance.now() + budgetMs;
  let [best] = ways;
  let bestSeconds = Number.POSITIVE_INFINITY;
  for (const way of ways) {
    await way.predict(0, way.batchSize);
    if (performance.now() > deadline) break;
    const seconds = Math.min(
      (await timePass(way, images)).seconds,
      performance.now() > deadline ? Number.POSITIVE_INFINITY : (await timePass(way, images)).seconds,
    );
    if (seconds < bestSeconds) {
      best = way;
      bestSeconds = seconds;
    }
    if (performance.now() > deadline) break;
  }
  return best;
}

async function timePass({ predict, batchSize }: Way, { count }: Images) {
  const begin = performance.now();
  const batches: ArrayLike<number>[] = [];
  for (let first = 0; first < count; first += batchSize) {
    batches.push(await predict(first, Math.min(batchSize, count - first)));
  }
  return { seconds: (performance.now() - begin) / 1000, predictions: concatenate(batches) };
}

function concatenate(batches: readonly ArrayLike<number>[]): Float32Array {
  const all = new Float32Array(batches.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const batch of batches) {
    all.set(batch, offset);
    offset += batch.length;
  }
  return all;
}
