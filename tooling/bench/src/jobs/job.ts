import type { Contender } from '../contenders/contender';
import type { Disturbance } from '../disturbance';
import type { TrainAnswer } from '../messages';
import type { Workshop } from '../workshop';

export const jobNames = [
  'train',
  'train-cnn',
  'train-page',
  'predict-batch',
  'predict-one',
  'predict-files',
  'serve',
  'memory',
  'startup',
  'commands',
  'size',
  'site',
  'scaling',
] as const;
export type JobName = (typeof jobNames)[number];

/** A contender, and what was found of it. */
export interface Participant {
  readonly contender: Contender;
  readonly version?: string;
  /** Why it is not there, where it is not. */
  readonly missing?: string;
}

/** What jobs work with. */
export interface BenchContext {
  readonly workshop: Workshop;
  readonly participants: readonly Participant[];
  readonly rounds: number;
  /** Whether all is to end within two minutes. */
  readonly quick: boolean;
  /** The trainings, of which `train` and `memory` tell different things; done when first asked for. */
  trainings(): Promise<readonly Entry<TrainAnswer>[]>;
  log(line: string): void;
}

/** What came of a participant in a job: results, or why there are none. */
export interface Entry<T> {
  readonly id: string;
  readonly name: string;
  readonly version?: string;
  /** What a reader should know of it. */
  readonly note?: string;
  /** The result of each round. */
  readonly results: readonly T[];
  /** What disturbed, of each round that was. */
  readonly disturbances?: readonly Disturbance[];
  /** Why there is no result, or not one for every round. */
  readonly reason?: string;
}

/** A row of a table: its cells, first the name, last the remarks. */
export type Row = readonly string[];

/** What a job found out. */
export interface Section {
  readonly name: JobName;
  readonly title: string;
  /** What was measured and how, for the reader of the table. */
  readonly about: string;
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  /** All results, for programs. */
  readonly details: object;
}

export interface Job {
  readonly name: JobName;
  run(context: BenchContext): Promise<Section>;
}
