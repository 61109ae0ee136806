import type { Shape } from '@fmnist/core';
import { FLOAT, INT64 } from './data-types';

/** One operation of a graph: its inputs and outputs are names of values. */
export interface OnnxNode {
  readonly name: string;
  readonly opType: string;
  readonly inputs: readonly string[];
  output: string;
  readonly attributes: readonly OnnxAttribute[];
}

/** An option of an operation. */
export type OnnxAttribute =
  | { readonly name: string; readonly kind: 'int' | 'float'; readonly value: number }
  | { readonly name: string; readonly kind: 'ints'; readonly values: readonly number[] };

/** A tensor that is part of the graph. */
export interface OnnxInitializer {
  readonly name: string;
  readonly dataType: number;
  readonly shape: Shape;
  readonly data: Float32Array | BigInt64Array;
}

/**
 * A graph of ONNX while it is being made: one node after the other, each of which names its output.
 *
 * @example
 * const graph = new OnnxGraph();
 * graph.begin('Rescale 1');
 * const scaled = graph.node('Mul', ['pixels', graph.scalar('scale', 1 / 255)]); // Rescale_1/Mul
 */
export class OnnxGraph {
  readonly nodes: OnnxNode[] = [];
  readonly initializers: OnnxInitializer[] = [];
  #prefix = '';

  /** Says which layer the next nodes belong to: their names begin with its name. */
  begin(layerName: string): void {
    this.#prefix = `${layerName.replaceAll(' ', '_')}/`;
  }

  /** Adds an operation with one output. @returns the output's name, by which later nodes take it */
  node(opType: string, inputs: readonly string[], attributes: readonly OnnxAttribute[] = []): string {
    const before = this.nodes.filter((node) => node.name.startsWith(this.#prefix + opType)).length;
    const name = `${this.#prefix}${opType}${before === 0 ? '' : `_${before}`}`;
    this.nodes.push({ name, opType, inputs, output: name, attributes });
    return name;
  }

  /** Adds a float32 constant without axes. @returns its name */
  scalar(name: string, value: number): string {
    return this.#constant({ name, dataType: FLOAT, shape: [], data: Float32Array.of(value) });
  }

  /** Adds a constant list of whole numbers, as operations take shapes and axes. @returns its name */
  integers(name: string, values: readonly number[]): string {
    const data = BigInt64Array.from(values, BigInt);
    return this.#constant({ name, dataType: INT64, shape: [values.length], data });
  }

  /** Adds a parameter under exactly this name. */
  parameter(name: string, shape: Shape, data: Float32Array): void {
    this.initializers.push({ name, dataType: FLOAT, shape, data });
  }

  /** Gives the output of the last node another name: the graph's output. */
  nameOutput(name: string): void {
    const last = this.nodes.at(-1);
    if (last) last.output = name;
  }

  #constant(initializer: OnnxInitializer): string {
    const name = this.#prefix + initializer.name;
    this.initializers.push({ ...initializer, name });
    return name;
  }
}
