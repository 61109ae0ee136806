import type { EpochRecord, History, StepRecord } from './history';

/** What a callback may answer: `'stop'` ends the training after the step or epoch it was called for. */
// biome-ignore lint/suspicious/noConfusingVoidType: most callbacks answer nothing
export type CallbackAnswer = 'stop' | void;

/**
 * Functions that `train` calls on its way, each of them optional. `epochBegin`, `epochEnd` and `trainEnd` may be
 * asynchronous: the training waits for them.
 */
export interface Callbacks {
  /** Before the first epoch. */
  trainBegin?(plan: TrainingPlan): void;
  /** @param epoch from 1 */
  epochBegin?(epoch: number): CallbackAnswer | Promise<CallbackAnswer>;
  /**
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
  epochEnd?(record: EpochRecord): CallbackAnswer | Promise<CallbackAnswer>;
  /** After the last epoch, however it ended, unless by an error or an abort. */
  trainEnd?(history: History): void | Promise<void>;
}

/** What is about to happen. */
export interface TrainingPlan {
  readonly epochs: number;
  readonly stepsPerEpoch: number;
  readonly batchSize: number;
  readonly samples: number;
  readonly threads: number;
}
