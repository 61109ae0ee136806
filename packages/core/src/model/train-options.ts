import type { Augmentation } from '../augmentation/augmentation';
import { checkNaturalNumber, checkPositiveInteger, checkSeed } from '../checks';
import { UserError } from '../errors';
import type { Tensor } from '../tensor/tensor';
import type { Callbacks } from './callbacks';
import type { TrainingProgress } from './progress';
import type { Labels } from './targets';

/** How a model is trained. */
export interface TrainOptions {
  /** How often to go through the data. Default 1. */
  epochs?: number;
  /** How many samples go into a step. Default: all. */
  batchSize?: number;
  /** Print every n-th step as the original program does; 0 prints nothing. Default 0. */
  printEvery?: number;
  /** Put every n-th step of each epoch, and its last, into the history; 0: the last alone. Default `printEvery`. */
  recordEvery?: number;
  /** Samples and labels to evaluate the model on after each epoch. */
  validationData?: readonly [x: Tensor, y: Labels];
  /** Whether to go through the data in another order each epoch. Default true. */
  shuffle?: boolean;
  /**
   * What changes each image, at random and in order, when it is taken into a batch; validation data stays as it is. The
   * model's input must be images. Default: nothing.
   *
   * @example augment: [new HorizontalFlip(), new RandomShift(2)]
   */
  augment?: readonly Augmentation[];
  /** What everything random depends on: order, dropout and augmentation. A whole number from 0 to 2^32 − 1. Default 0. */
  seed?: number;
  /**
   * How many threads work: the same result for any number. `auto` takes one for each processor core, where there is
   * enough to do; where threads cannot share memory (a page that is not cross-origin isolated), one works in place.
   * Default `auto`.
   */
  threads?: number | 'auto';
  callbacks?: readonly Callbacks[];
  /** Ends the training after the current step: `train` then throws the signal's reason. */
  signal?: AbortSignal;
  /**
   * Where to go on, from `Model.loadCheckpoint`: the training then ends as if it had never stopped, to the last bit. Its
   * own options hold; more `epochs` than it was to have may be asked for. One that is over ends at once.
   */
  resume?: TrainingProgress;
}

/** What decides the outcome of a training, checked. */
export interface TrainingSettings {
  readonly epochs: number;
  readonly batchSize: number;
  readonly samples: number;
  readonly seed: number;
  readonly shuffle: boolean;
  readonly recordEvery: number;
  readonly augment: readonly Augmentation[];
}

/**
 * The settings that options ask for, or those of the training they resume.
 * @throws UserError where one is out of range, or another than that of the training to go on with.
 */
export function settingsOf(options: TrainOptions, samples: number): TrainingSettings {
  const { resume, printEvery = 0 } = options;
  checkNaturalNumber(printEvery, 'train: printEvery');
  if (options.threads !== undefined && options.threads !== 'auto') {
    checkPositiveInteger(options.threads, 'train: threads');
  }
  const asked = {
    epochs: checkPositiveInteger(options.epochs ?? resume?.epochs ?? 1, 'train: epochs'),
    batchSize: checkPositiveInteger(options.batchSize ?? resume?.batchSize ?? samples, 'train: batchSize'),
    samples,
    seed: checkSeed(options.seed ?? resume?.seed ?? 0, 'train: seed'),
    shuffle: options.shuffle ?? resume?.shuffle ?? true,
    recordEvery: checkNaturalNumber(
      options.recordEvery ?? resume?.recordEvery ?? printEvery,
      'train: recordEvery',
    ),
    augment: options.augment ?? resume?.augment ?? [],
  };
  if (resume) checkResumes(asked, resume);
  return asked;
}

function checkResumes(asked: TrainingSettings, resume: TrainingProgress): void {
  for (const name of ['samples', 'batchSize', 'seed', 'shuffle'] as const) {
    if (asked[name] !== resume[name]) {
      throw new UserError(
        `train: the training to go on with has ${name} ${resume[name]}, not ${asked[name]}: with another it would end elsewhere`,
      );
    }
  }
  if (describe(asked.augment) !== describe(resume.augment)) {
    throw new UserError(
      `train: the training to go on with has augment ${describe(resume.augment)}, not ${describe(asked.augment)}: with another it would end elsewhere`,
    );
  }
  if (asked.epochs < resume.epoch + Math.sign(resume.step)) {
    throw new UserError(
      `train: the training to go on with is in epoch ${resume.epoch + Math.sign(resume.step)} already: ask for as many epochs at least, not ${asked.epochs}`,
    );
  }
}

/** Augmentations as text, the same for the same kinds and options. */
function describe(augment: readonly Augmentation[]): string {
  return JSON.stringify(augment.map((each) => each.config()));
}
