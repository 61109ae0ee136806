import type { OptimizerConfig, Shape, TrainingSummary } from '@fmnist/core';

/** What a file holds, without the numbers. */
export interface Inspection {
  /** The file format, as `safetensors`. */
  readonly format: string;
  /** What is in it: `model`, `parameters`, `checkpoint`, `tensors`, `training events`, `pictures` … */
  readonly kind: string;
  readonly formatVersion?: number;
  /** How many parameters there are. */
  readonly parameters?: number;
  readonly inputShape?: Shape;
  readonly layers?: readonly LayerInspection[];
  readonly tensors?: readonly TensorInspection[];
  /** The name of each class. */
  readonly labels?: readonly string[];
  readonly optimizer?: OptimizerConfig;
  /** What a training did to the model. */
  readonly training?: TrainingSummary;
  /** Where the training of a checkpoint stands. */
  readonly progress?: ProgressInspection;
  /** The SHA-256 of the parameters alone, as `train` reports it. */
  readonly weightsSha256?: string;
  /** What only this format has to say. */
  readonly details?: Readonly<Record<string, string | number>>;
  /** Sentences that say what is special. */
  readonly notes?: readonly string[];
}

export interface LayerInspection {
  readonly name: string;
  readonly outputShape: Shape;
  readonly parameters: number;
}

export interface TensorInspection {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly (number | string)[];
}

export interface ProgressInspection {
  readonly epoch: number;
  readonly epochs: number;
  readonly step: number;
  readonly stepsPerEpoch: number;
  readonly iterations: number;
  readonly stopped: boolean;
}

/** A file format that can be inspected. */
export interface Format {
  /** Whether bytes look like a file of this format: a look at their beginning. */
  recognizes(bytes: Uint8Array): boolean;
  /** @throws UserError where the file is broken. */
  inspect(bytes: Uint8Array): Inspection;
}
