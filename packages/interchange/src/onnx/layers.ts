import {
  Dense,
  Dropout,
  Flatten,
  type Layer,
  LeakyReLU,
  Linear,
  ReLU,
  Rescale,
  type Shape,
  Sigmoid,
  Softmax,
  Tanh,
  UserError,
} from '@fmnist/core';
import type { OnnxGraph } from './graph';

/** Where in the graph a layer is to be written. */
export interface LayerPlace {
  readonly graph: OnnxGraph;
  /** The name of the value the layer takes: [N, …inputShape]. */
  readonly input: string;
  /** The shape of one sample going in. */
  readonly inputShape: Shape;
  /** The graph's name of one of the layer's parameters, given the layer's name of it, as `weights`. */
  readonly parameter: (name: string) => string;
}

/** Adds what a layer computes outside training to the graph. @returns the name of its output */
type Writer<T extends Layer> = (place: LayerPlace, layer: T) => string;

/** @returns nothing where the layer is of another kind */
type LayerWriter = (place: LayerPlace, layer: Layer) => string | undefined;

/** One line a kind of layer. A new kind is written by a function that adds its nodes, and a line here. */
const writers: Readonly<Record<string, LayerWriter>> = {
  Dense: writerOf(Dense, writeDense),
  Dropout: writerOf(Dropout, writeIdentity),
  Flatten: writerOf(Flatten, writeFlatten),
  LeakyReLU: writerOf(LeakyReLU, writeLeakyRelu),
  Linear: writerOf(Linear, writeIdentity),
  ReLU: writerOf(ReLU, writeAs('Relu')),
  Rescale: writerOf(Rescale, writeRescale),
  Sigmoid: writerOf(Sigmoid, writeAs('Sigmoid')),
  Softmax: writerOf(Softmax, writeSoftmax),
  Tanh: writerOf(Tanh, writeAs('Tanh')),
};

/**
 * Writes a layer into a graph.
 * @returns the name of the layer's output
 * @throws UserError naming the layer where there is no way to write its kind.
 */
export function writeLayer(layer: Layer, place: LayerPlace): string {
  for (const write of Object.values(writers)) {
    const output = write(place, layer);
    if (output !== undefined) return output;
  }
  throw new UserError(
    `${layer.name} cannot be written as ONNX: layers that can are ${Object.keys(writers).join(', ')}`,
  );
}

function writerOf<T extends Layer>(type: new (...options: never[]) => T, write: Writer<T>): LayerWriter {
  return (place, layer) => (layer instanceof type ? write(place, layer) : undefined);
}

/** Y = X·W + b */
function writeDense({ graph, input, parameter }: LayerPlace): string {
  return graph.node('Gemm', [input, parameter('weights'), parameter('biases')]);
}

function writeFlatten({ graph, input }: LayerPlace): string {
  return graph.node('Flatten', [input], [{ name: 'axis', kind: 'int', value: 1 }]);
}

/** For layers that change nothing outside training. */
function writeIdentity({ graph, input }: LayerPlace): string {
  return graph.node('Identity', [input]);
}

function writeLeakyRelu({ graph, input }: LayerPlace, { slope }: LeakyReLU): string {
  return graph.node('LeakyRelu', [input], [{ name: 'alpha', kind: 'float', value: slope }]);
}

/** y = x·scale + offset */
function writeRescale({ graph, input }: LayerPlace, { scale, offset }: Rescale): string {
  const scaled = graph.node('Mul', [input, graph.scalar('scale', scale)]);
  return offset === 0 ? scaled : graph.node('Add', [scaled, graph.scalar('offset', offset)]);
}

/** The core's softmax runs over all numbers of a sample, that of ONNX over the last axis: samples become rows for it. */
function writeSoftmax({ graph, input, inputShape }: LayerPlace): string {
  const axis = { name: 'axis', kind: 'int' } as const;
  if (inputShape.length === 1) return graph.node('Softmax', [input], [{ ...axis, value: 1 }]);
  const rows = graph.node('Flatten', [input], [{ ...axis, value: 1 }]);
  const probabilities = graph.node('Softmax', [rows], [{ ...axis, value: 1 }]);
  return graph.node('Reshape', [probabilities, graph.integers('shape', [-1, ...inputShape])]);
}

/** For layers that ONNX has one operation without options for. */
function writeAs(opType: string): (place: LayerPlace) => string {
  return ({ graph, input }) => graph.node(opType, [input]);
}
