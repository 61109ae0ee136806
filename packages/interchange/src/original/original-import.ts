import type { Model, Tensor } from '@fmnist/core';

export interface OriginalImportOptions {
  /** The name of each class, in order; the original program does not store them. */
  readonly labels?: readonly string[];
}

/** What a file of the original program was made into. */
export interface OriginalImport {
  /** `parameters` of a `.parms` file, `model` of a `.model` file. */
  readonly kind: 'parameters' | 'model';
  /** Finalized, with the file's parameters in float32, ready for raw pixels. */
  readonly model: Model;
  /** Of a `.model` file with an optimizer. */
  readonly optimizerState?: OriginalOptimizerState;
  /** Sentences that say what was changed, added or guessed. */
  readonly notes: readonly string[];
}

/** What an optimizer needs to go on where it was. */
export interface OriginalOptimizerState {
  /** Steps taken. */
  readonly iterations: number;
  /** Of each layer that has parameters, in order. */
  readonly layers: readonly OriginalLayerState[];
}

/**
 * What an optimizer keeps for one layer, float32, by name: `momentums` and `cache` of Adam, `momentums` of SGD with
 * momentum, `cache` of RMSprop and Adagrad. A name that is missing was never written: its numbers are all 0.
 */
export interface OriginalLayerState {
  /** Each [inputs, outputs]. */
  readonly weights: Readonly<Record<string, Tensor>>;
  /** Each [outputs]. */
  readonly biases: Readonly<Record<string, Tensor>>;
}
