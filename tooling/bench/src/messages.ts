import { JsonObject } from './json-object';

/** What a child process can be asked to do. */
export const childTasks = ['train', 'train-cnn', 'predict-batch', 'predict-one'] as const;
export type ChildTask = (typeof childTasks)[number];

/** What the bench tells a child process, as JSON in its first argument. */
export interface Assignment {
  readonly task: ChildTask;
  /** The id of the contender. */
  readonly contender: string;
  /** The folder with the data and the trained model. */
  readonly folder: string;
  /** How many epochs to train. */
  readonly epochs: number;
  /** Where > 0: after how many steps to stop, and estimate the epoch from them. */
  readonly stepLimit: number;
  readonly seed: number;
  /** The width of both hidden layers. */
  readonly hidden: number;
  /** How many of the images the convolutional network trains on, in their order: an epoch of these is one through them. */
  readonly images: number;
  /** On how many of the test images the convolutional network is evaluated. */
  readonly testImages: number;
  /** About how long a prediction task may measure, in milliseconds. */
  readonly budgetMs: number;
}

/** An epoch, as a child measured it. */
export interface EpochTiming {
  readonly seconds: number;
  /** The share of test images that were right after it, from 0 to 1; absent where the epoch was only begun. */
  readonly accuracy?: number;
}

export interface TrainAnswer {
  readonly epochs: readonly EpochTiming[];
  /** The process's peak resident set; absent where it is not known. */
  readonly peakBytes?: number;
  /** How the contender was set up, in a few words; may be empty. */
  readonly setup: string;
}

export interface PredictBatchAnswer {
  /** How long all test images took. */
  readonly seconds: number;
  readonly images: number;
  readonly batchSize: number;
  /** Which of the contender's ways was best, in a few words. */
  readonly setup: string;
  /** The share of test images that were right, from 0 to 1. */
  readonly accuracy: number;
}

export interface PredictOneAnswer {
  readonly p50Us: number;
  readonly p99Us: number;
  readonly calls: number;
  readonly setup: string;
}

export function decodeAssignment(text: string): Assignment {
  const json = JsonObject.parse(text, 'The assignment');
  return {
    task: json.choice('task', childTasks),
    contender: json.string('contender'),
    folder: json.string('folder'),
    epochs: json.number('epochs'),
    stepLimit: json.number('stepLimit'),
    seed: json.number('seed'),
    hidden: json.number('hidden'),
    images: json.number('images'),
    testImages: json.number('testImages'),
    budgetMs: json.number('budgetMs'),
  };
}

export function decodeTrainAnswer(text: string): TrainAnswer {
  const json = JsonObject.parse(text, 'The answer');
  return {
    epochs: json.objects('epochs').map((epoch) => ({
      seconds: epoch.number('seconds'),
      ...(epoch.has('accuracy') && { accuracy: epoch.number('accuracy') }),
    })),
    ...(json.has('peakBytes') && { peakBytes: json.number('peakBytes') }),
    setup: json.string('setup'),
  };
}

export function decodePredictBatchAnswer(text: string): PredictBatchAnswer {
  const json = JsonObject.parse(text, 'The answer');
  return {
    seconds: json.number('seconds'),
    images: json.number('images'),
    batchSize: json.number('batchSize'),
    setup: json.string('setup'),
    accuracy: json.number('accuracy'),
  };
}

export function decodePredictOneAnswer(text: string): PredictOneAnswer {
  const json = JsonObject.parse(text, 'The answer');
  return {
    p50Us: json.number('p50Us'),
    p99Us: json.number('p99Us'),
    calls: json.number('calls'),
    setup: json.string('setup'),
  };
}
