import type { KernelSet } from '../kernels/sets/kernel-set';
import type { LossBatch } from '../losses/loss';
import type { TensorData } from '../tensor/dtype';

/** An accuracy as plain data. */
export type AccuracyConfig = { readonly type: string } & Readonly<Record<string, string | number>>;

/** The share of answers that are right. */
export abstract class Accuracy {
  /** The accuracy's kind: the name of its class. */
  abstract readonly type: string;
  /** What it compares with, as a loss does: it must be the same as the model's loss. */
  abstract readonly targets: 'classes' | 'values';

  /** The kernels it calls. */
  get kernelSets(): readonly KernelSet[] {
    return [];
  }

  /** Learns from the values of the training targets what it needs to compare. */
  prepare(_targets: TensorData): void {}

  /** Writes the share of right answers of rows `start` to `end` into `batch.matches`. */
  abstract compare(batch: LossBatch, start: number, end: number): void;

  /** The accuracy's kind and what it has learnt as plain data, from which a model file makes it again. */
  config(): AccuracyConfig {
    return { type: this.type };
  }
}
