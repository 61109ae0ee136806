import type { Shape } from '@fmnist/core';

/** What an ONNX file holds, without the numbers. */
export interface OnnxSummary {
  readonly irVersion: number;
  /** The versions of the operators it uses, by domain; the domain of ONNX' own is ''. */
  readonly opsets: ReadonlyMap<string, number>;
  readonly producerName: string;
  readonly producerVersion: string;
  readonly graphName: string;
  readonly inputs: readonly OnnxValueSummary[];
  readonly outputs: readonly OnnxValueSummary[];
  /** The kind of each operation, in the order they run. */
  readonly nodes: readonly string[];
  readonly initializers: readonly OnnxTensorSummary[];
  readonly metadata: ReadonlyMap<string, string>;
}

/** An input or an output of a graph. */
export interface OnnxValueSummary {
  readonly name: string;
  /** The element type, as `float32`; for what is no tensor, what it is instead, as `sequence`. */
  readonly dtype: string;
  /** Each axis' length, or its name where any length will do, or `?`. Nothing where the file tells no shape. */
  readonly shape?: readonly (number | string)[];
}

/** A tensor that is part of the file. */
export interface OnnxTensorSummary {
  readonly name: string;
  readonly dtype: string;
  readonly shape: Shape;
}
