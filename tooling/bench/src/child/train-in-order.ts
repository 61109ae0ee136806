import type { EpochTiming } from '../messages';
import { recipe } from '../runners/recipe';
import type { TrainingData } from '../runners/runner';
import { createSteps, evaluate, type StepTrainer } from './train-by-step';

/** Steps that do not count where there is one epoch alone, whose time is estimated from the others. */
const WARM_UP_STEPS = 2;
/** Images that are evaluated at once: what convolutions make of more does not fit into caches. */
const EVALUATION_BATCH = 125;

/** As `trainByStep`, with the images in their order, and the rates that are given. */
export async function trainInOrder(
  trainer: StepTrainer,
  { train, test }: TrainingData,
  epochs: number,
  learningRateOf: (iteration: number) => number,
): Promise<EpochTiming[]> {
  const order = Uint32Array.from({ length: train.count }, (_, index) => index);
  const runSteps = createSteps(trainer, train, order, learningRateOf);
  const steps = Math.ceil(train.count / recipe.batchSize);
  const uncounted = epochs === 1 ? Math.min(WARM_UP_STEPS, steps - 1) : 0;
  const timings: EpochTiming[] = [];
  for (let epoch = 0; epoch < epochs; epoch++) {
    await runSteps(0, uncounted);
    const begin = performance.now();
    await runSteps(uncounted, steps);
    const seconds = (((performance.now() - begin) / 1000) * steps) / (steps - uncounted);
    timings.push({ seconds, accuracy: await evaluate(trainer.predict, test, EVALUATION_BATCH) });
  }
  return timings;
}
