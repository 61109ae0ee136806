import type { Images } from '../images';
import type { PredictOneAnswer } from '../messages';
import type { Predictor } from '../runners/runner';
import { quantile } from '../statistics';
import { bindPredictor, describePredictor, type PredictRange } from './bound-predictor';

/** Calls that are measured, if time allows. */
const CALLS = 5000;
/** Calls to compare the ways by; they warm the way up as well. */
const TRIAL_CALLS = 300;
/** Of the time that may be spent, how much goes into finding the best way. */
const SEARCH_SHARE = 0.4;

/** Finds the best predictor, then predicts single images with it, one call after the other. */
export async function measureSingles(
  predictors: readonly Predictor[],
  folder: string,
  images: Images,
  budgetMs: number,
): Promise<PredictOneAnswer> {
  let [best] = predictors;
  let bestPredict: PredictRange | undefined;
  let bestUs = Number.POSITIVE_INFINITY;
  for (const predictor of predictors) {
    const predict = await bindPredictor(predictor, folder, images.pixels);
    const searchMs = (budgetMs * SEARCH_SHARE) / predictors.length;
    await timeCalls(predict, images.count, TRIAL_CALLS, searchMs / 2);
    const us = quantile(await timeCalls(predict, images.count, TRIAL_CALLS, searchMs / 2), 0.5);
    if (us >= bestUs) continue;
    best = predictor;
    bestPredict = predict;
    bestUs = us;
  }
  if (!bestPredict) throw new Error('There is no predictor to measure');
  const times = await timeCalls(bestPredict, images.count, CALLS, budgetMs * (1 - SEARCH_SHARE));
  return {
    p50Us: quantile(times, 0.5),
    p99Us: quantile(times, 0.99),
    calls: times.length,
    setup: describePredictor(best),
  };
}

/** @returns how long each call took, in microseconds: at most `calls`, and at least one */
async function timeCalls(
  predict: PredictRange,
  images: number,
  calls: number,
  budgetMs: number,
): Promise<number[]> {
  const times: number[] = [];
  const deadline = performance.now() + budgetMs;
  do {
    const begin = performance.now();
    const prediction = predict(times.length % images, 1);
    // Who answers at once is not made to wait for a turn of the event loop's queue.
    if (prediction instanceof Promise) await prediction;
    times.push((performance.now() - begin) * 1000);
  } while (times.length < calls && performance.now() < deadline);
  return times;
}
