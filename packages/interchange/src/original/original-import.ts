import type { Model } from '@fmnist/core';

/** How a file of the original program is read. */
export interface OriginalImportOptions {
  /** The name of each class, in order; the original program does not store them. */
  readonly labels?: readonly string[];
}

/** What a file of the original program was made into. */
export interface OriginalImport {
  /** `parameters` of a `.parms` file, `model` of a `.model` file. */
  readonly kind: 'parameters' | 'model';
  /**
   * Finalized, with the file's parameters in float32, ready for raw pixels; of a `.model` file with an optimizer, ready
   * to be trained on from where that stood.
   */
  readonly model: Model;
  /** Sentences that say what was changed, added or guessed. */
  readonly notes: readonly string[];
}
