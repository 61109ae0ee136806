import { accuracyOf, CLASSES, IMAGE_SIZE, type Images } from '../images';
import type { EpochTiming } from '../messages';
import { seededRandom, shuffle } from '../random';
import { learningRateAt, recipe } from '../runners/recipe';
import type { Predict, TrainingData, TrainingPlan } from '../runners/runner';

/** What a peer brings along that has a training step, and no loop around it. */
export interface StepTrainer {
  /**
   * Takes a step, and resolves when it is done.
   * @param pixels floats from 0 to 1; only valid during the step
   * @param iteration how many steps came before, from 0
   */
  step(
    pixels: Float32Array,
    labels: Int32Array,
    learningRate: number,
    iteration: number,
  ): void | Promise<void>;
  readonly predict: Predict<Float32Array>;
}

/** Steps before the clock starts where an epoch is estimated: compilers have then seen them. */
const WARM_UP_STEPS = 3;
/** Images that are evaluated at once. */
const EVALUATION_BATCH = 1000;

/**
 * The loop around a peer's training step: shuffles, gathers batches, decays the learning rate, evaluates after each
 * epoch. All of it but the evaluation counts.
 */
export async function trainByStep(
  trainer: StepTrainer,
  { train, test }: TrainingData,
  plan: TrainingPlan,
): Promise<EpochTiming[]> {
  const random = seededRandom(plan.seed);
  const order = Uint32Array.from({ length: train.count }, (_, index) => index);
  const stepsPerEpoch = Math.ceil(train.count / recipe.batchSize);
  const runSteps = createSteps(trainer, train, order, learningRateAt);
  if (plan.stepLimit > 0) {
    shuffle(order, random);
    await runSteps(0, WARM_UP_STEPS);
    const begin = performance.now();
    await runSteps(WARM_UP_STEPS, WARM_UP_STEPS + plan.stepLimit);
    return [{ seconds: (((performance.now() - begin) / 1000) * stepsPerEpoch) / plan.stepLimit }];
  }
  const epochs: EpochTiming[] = [];
  for (let epoch = 0; epoch < plan.epochs; epoch++) {
    const begin = performance.now();
    shuffle(order, random);
    await runSteps(0, stepsPerEpoch);
    const seconds = (performance.now() - begin) / 1000;
    epochs.push({ seconds, accuracy: await evaluate(trainer.predict, test, EVALUATION_BATCH) });
  }
  return epochs;
}

/**
 * What takes steps `from` to `until` of an epoch.
 * @param learningRateOf the rate of a step, by how many came before it
 */
export function createSteps(
  trainer: StepTrainer,
  images: Images,
  order: Uint32Array,
  learningRateOf: (iteration: number) => number,
): (from: number, until: number) => Promise<void> {
  const batch = new BatchGatherer(images);
  let iteration = 0;
  return async (from, until) => {
    for (let step = from; step < until; step++) {
      const rows = batch.gather(order, step * recipe.batchSize);
      await trainer.step(rows.pixels, rows.labels, learningRateOf(iteration), iteration);
      iteration++;
    }
  };
}

/** The share of images that a network is right about, asked for so many at once. */
export async function evaluate(
  predict: Predict<Float32Array>,
  { count, pixels, labels }: Images,
  batchSize: number,
): Promise<number> {
  const floats = new Float32Array(batchSize * IMAGE_SIZE);
  let right = 0;
  for (let first = 0; first < count; first += batchSize) {
    const images = Math.min(batchSize, count - first);
    for (let i = 0; i < images * IMAGE_SIZE; i++) floats[i] = pixels[first * IMAGE_SIZE + i] / 255;
    const predictions = await predict(floats.subarray(0, images * IMAGE_SIZE), images);
    right += accuracyOf(predictions, labels, first) * (predictions.length / CLASSES);
  }
  return right / count;
}

/** Fetches batches in an order, as floats, always into the same room. */
class BatchGatherer {
  readonly #pixels = new Float32Array(recipe.batchSize * IMAGE_SIZE);
  readonly #labels = new Int32Array(recipe.batchSize);

  constructor(private readonly images: Images) {}

  gather(order: Uint32Array, first: number): { pixels: Float32Array; labels: Int32Array } {
    const rows = Math.min(recipe.batchSize, order.length - first);
    const { pixels, labels } = this.images;
    for (let row = 0; row < rows; row++) {
      const image = order[first + row];
      const source = image * IMAGE_SIZE;
      const target = row * IMAGE_SIZE;
      for (let i = 0; i < IMAGE_SIZE; i++) this.#pixels[target + i] = pixels[source + i] * (1 / 255);
      this.#labels[row] = labels[image];
    }
    return { pixels: this.#pixels.subarray(0, rows * IMAGE_SIZE), labels: this.#labels.subarray(0, rows) };
  }
}
