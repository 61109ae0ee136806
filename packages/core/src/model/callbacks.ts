import type { Tensor } from '../tensor/tensor';
import type { EpochRecord, History, StepRecord } from './history';
import type { Sequential } from './sequential';

/** What a callback may answer: `'stop'` ends the training after the step or epoch it was called for. */
// biome-ignore lint/suspicious/noConfusingVoidType: most callbacks answer nothing
export type CallbackAnswer = 'stop' | void;

/**
 * Functions that `train` calls on its way, each of them optional. The training waits for those that may be
 * asynchronous.
 */
export interface Callbacks {
  /** What the callback has to remember when the training is interrupted, where it does. */
  readonly memory?: CallbackMemory;
  /** Before the first epoch. */
  trainBegin?(training: RunningTraining): void | Promise<void>;
  /**
   * Before an epoch.
   * @param epoch from 1
   */
  epochBegin?(epoch: number): CallbackAnswer | Promise<CallbackAnswer>;
  /**
   * Before a step.
   * @param epoch from 1
   * @param step from 0
   */
  stepBegin?(epoch: number, step: number): CallbackAnswer;
  /**
   * After every step, before the next begins. Like `stepBegin` this makes the training stop for a look after each step,
   * which takes time; `stepRecorded` does not.
   */
  stepEnd?(record: StepRecord): CallbackAnswer;
  /** Of every step that goes into the history, some time after it was done: the training does not wait. */
  stepRecorded?(record: StepRecord): void;
  /** After an epoch, and its validation. */
  epochEnd?(record: EpochRecord): CallbackAnswer | Promise<CallbackAnswer>;
  /**
   * While the training rests between two steps, so that it can be saved: after each `epochEnd` of all callbacks, after
   * {@link RunningTraining.pause}, and before an interrupted training throws.
   */
  atRest?(why: 'epoch' | 'pause' | 'interrupt'): void | Promise<void>;
  /** After the last epoch, however it ended, unless by an error or an abort. */
  trainEnd?(history: History): void | Promise<void>;
}

/** What goes into a checkpoint for a callback, so that a training that goes on there is as one that never stopped. */
export interface CallbackMemory {
  /** Under which name, different from those of other callbacks. */
  readonly name: string;
  /** What is to be remembered. */
  save(): ReadonlyMap<string, Tensor>;
  /** Called before `trainBegin` of a training that goes on, with what {@link save} gave. */
  restore(tensors: ReadonlyMap<string, Tensor>): void;
}

/** How far a training has come, and how it does in the epoch it is in. */
export interface TrainingPosition {
  /** Epochs done. */
  readonly epoch: number;
  /** Steps done of the epoch that follows: all of them while the model is measured on the validation data. */
  readonly step: number;
  /** The mean loss of those steps' batches, without penalty. NaN where no step is done. */
  readonly dataLoss: number;
  /** The share of right answers in those batches, from 0 to 1. NaN where no step is done. */
  readonly accuracy: number;
}

/** A training under way, as callbacks see it. */
export interface RunningTraining {
  /** The model that learns. Between two steps its parameters may be read and written. */
  readonly model: Sequential;
  readonly epochs: number;
  readonly stepsPerEpoch: number;
  readonly batchSize: number;
  readonly samples: number;
  readonly threads: number;
  /** What was recorded so far: not empty where the training goes on from a checkpoint. */
  readonly history: History;
  /**
   * Where the training is. May be asked at any time, also while steps are under way: it then answers with what was seen
   * last, some hundredths of a second ago, and the training does not wait.
   */
  position(): TrainingPosition;
  /** The training as a file, from which it can go on: `Model.loadCheckpoint`. To be called while it rests. */
  checkpoint(): Uint8Array<ArrayBuffer>;
  /**
   * Makes the training rest after the current step, for `atRest`, and then go on; where it rests already, after the step
   * that comes next. Does nothing once it is over.
   */
  pause(): void;
}
