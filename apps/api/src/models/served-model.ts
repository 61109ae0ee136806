import type { ModelFacts } from '../inference/inference-task';

/** A version of a model that is loaded and answers. */
export interface ServedModel extends ModelFacts {
  readonly name: string;
  readonly version: string;
  /** What the threads call it: no two that ever were loaded have the same. */
  readonly key: string;
  /** Whether it comes with the program, or from the folder of models. */
  readonly source: 'shipped' | 'folder';
}
