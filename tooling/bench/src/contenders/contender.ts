import type { Assignment } from '../messages';
import type { Command } from '../run-command';
import type { Workshop } from '../workshop';

/** The jobs that run a child, or a page, for each contender. */
export type ChildJob = 'train' | 'train-cnn' | 'train-page' | 'predict-batch' | 'predict-one' | 'startup';

/** How much of a training a contender does, so that slow ones end in time. */
export interface TrainingLoad {
  readonly epochs: number;
  /** Where > 0: only this many steps, from which the epoch is estimated. */
  readonly stepLimit?: number;
}

/** Whoever is measured. */
export interface Contender {
  readonly id: string;
  /** As it stands in the tables. */
  readonly name: string;
  /** The jobs it does, or why it does not do one. A job that is not named is none of its business. */
  readonly jobs: Readonly<Partial<Record<ChildJob, true | string>>>;
  readonly training?: { readonly full: TrainingLoad; readonly quick: TrainingLoad };
  /** Of the convolutional network, epochs of the job's images. */
  readonly convolutionalTraining?: { readonly full: TrainingLoad; readonly quick: TrainingLoad };
  /** How many threads it trains on, where that is always the same. */
  readonly threads?: number;
  /** What a reader should know of it, in a few words. */
  readonly note?: string;
  /** Its version, or why it is not there. */
  find(): Promise<Presence>;
  /** What does an assignment; prints the answer as the last line. */
  command(assignment: Assignment, workshop: Workshop): Command;
  /** What prints its first prediction as soon as it can. */
  startupCommand?(workshop: Workshop): Command;
  /** The answer in what its program printed, where that is not the last line. */
  extractAnswer?(stdout: string): string;
}

export type Presence = { readonly version: string } | { readonly missing: string };
