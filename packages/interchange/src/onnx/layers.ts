import {
  AveragePool2D,
  BatchNorm,
  Conv2D,
  Dense,
  Dropout,
  Dropout2D,
  Flatten,
  GlobalAveragePool2D,
  type Layer,
  LeakyReLU,
  Linear,
  MaxPool2D,
  ReLU,
  Rescale,
  Residual,
  type Shape,
  Sigmoid,
  Softmax,
  Tanh,
  UserError,
} from '@fmnist/core';
import type { OnnxGraph } from './graph';
import type { TakenOrder } from './layout';
import { windowAttributes } from './window-attributes';

/** Where in the graph a layer is to be written. */
export interface LayerPlace {
  readonly graph: OnnxGraph;
  /** The names of the values the layer takes, [N, …shape]: one, or two where it joins two ways. */
  readonly inputs: readonly string[];
  /** The shape of one sample going in, with its channels where the layer takes them. */
  readonly shape: Shape;
  /** The graph's name of one of the layer's parameters, given the layer's name of it, as `weights`. */
  readonly parameter: (name: string) => string;
}

/** How a layer is written. */
export interface LayerWriter {
  /** Where the channels of what the layer takes are to lie. What it gives has them there too. */
  readonly takes: TakenOrder;
  /** Adds what the layer computes outside training to the graph. @returns the name of its output */
  readonly write: (place: LayerPlace) => string;
}

/** @returns nothing where the layer is of another kind */
type WriterFinder = (layer: Layer) => LayerWriter | undefined;

/** One line a kind of layer. A new kind is written by a function that adds its nodes, and a line here. */
const finders: Readonly<Record<string, WriterFinder>> = {
  AveragePool2D: writerOf(AveragePool2D, 'first', writeAveragePool),
  BatchNorm: writerOf(BatchNorm, 'first', writeBatchNorm),
  Conv2D: writerOf(Conv2D, 'first', writeConv),
  Dense: writerOf(Dense, 'last', writeDense),
  Dropout: writerOf(Dropout, 'any', writeAs('Identity')),
  Dropout2D: writerOf(Dropout2D, 'any', writeAs('Identity')),
  Flatten: writerOf(Flatten, 'last', writeFlatten),
  GlobalAveragePool2D: writerOf(GlobalAveragePool2D, 'first', writeGlobalAveragePool),
  LeakyReLU: writerOf(LeakyReLU, 'any', writeLeakyRelu),
  Linear: writerOf(Linear, 'any', writeAs('Identity')),
  MaxPool2D: writerOf(MaxPool2D, 'first', writeMaxPool),
  ReLU: writerOf(ReLU, 'any', writeAs('Relu')),
  Rescale: writerOf(Rescale, 'any', writeRescale),
  Residual: writerOf(Residual, 'any', writeAs('Add')),
  Sigmoid: writerOf(Sigmoid, 'any', writeAs('Sigmoid')),
  Softmax: writerOf(Softmax, 'any', writeSoftmax),
  Tanh: writerOf(Tanh, 'any', writeAs('Tanh')),
};

/** How to write a layer. @throws UserError naming the layer where there is no way to write its kind. */
export function findWriter(layer: Layer): LayerWriter {
  for (const find of Object.values(finders)) {
    const writer = find(layer);
    if (writer) return writer;
  }
  throw new UserError(
    `${layer.name} cannot be written as ONNX: layers that can are ${Object.keys(finders).join(', ')}`,
  );
}

function writerOf<T extends Layer>(
  type: new (...options: never[]) => T,
  takes: TakenOrder,
  write: (place: LayerPlace, layer: T) => string,
): WriterFinder {
  return (layer) => (layer instanceof type ? { takes, write: (place) => write(place, layer) } : undefined);
}

/** For layers that ONNX has one operation without options for; `Identity` for those that do nothing outside training. */
function writeAs(opType: string): (place: LayerPlace) => string {
  return ({ graph, inputs }) => graph.node(opType, inputs);
}

/** Weights are [outputs, inputs / groups, height, width]. */
function writeConv({ graph, inputs, parameter }: LayerPlace, { groups, useBias, window }: Conv2D): string {
  const biases = useBias ? [parameter('biases')] : [];
  const group = { name: 'group', kind: 'int', value: groups } as const;
  return graph.node(
    'Conv',
    [...inputs, parameter('weights'), ...biases],
    [...windowAttributes(window), group],
  );
}

function writeMaxPool({ graph, inputs }: LayerPlace, { window }: MaxPool2D): string {
  return graph.node('MaxPool', inputs, windowAttributes(window));
}

function writeAveragePool({ graph, inputs }: LayerPlace, { window }: AveragePool2D): string {
  const insideOnly = { name: 'count_include_pad', kind: 'int', value: 0 } as const;
  return graph.node('AveragePool', inputs, [...windowAttributes(window), insideOnly]);
}

/** ONNX leaves an image of one pixel, the core a row. */
function writeGlobalAveragePool({ graph, inputs }: LayerPlace): string {
  return flatten(graph, graph.node('GlobalAveragePool', inputs));
}

/** y = scale·(x − mean) / √(variance + ε) + offset, with the running mean and variance */
function writeBatchNorm({ graph, inputs, parameter }: LayerPlace, { epsilon }: BatchNorm): string {
  const parameters = ['scale', 'offset', 'mean', 'variance'].map(parameter);
  const attributes = [{ name: 'epsilon', kind: 'float', value: epsilon }] as const;
  return graph.node('BatchNormalization', [...inputs, ...parameters], attributes);
}

/** Y = X·W + b */
function writeDense({ graph, inputs, parameter }: LayerPlace): string {
  return graph.node('Gemm', [...inputs, parameter('weights'), parameter('biases')]);
}

function writeFlatten({ graph, inputs: [input] }: LayerPlace): string {
  return flatten(graph, input);
}

function writeLeakyRelu({ graph, inputs }: LayerPlace, { slope }: LeakyReLU): string {
  return graph.node('LeakyRelu', inputs, [{ name: 'alpha', kind: 'float', value: slope }]);
}

/** y = x·scale + offset */
function writeRescale({ graph, inputs }: LayerPlace, { scale, offset }: Rescale): string {
  const scaled = graph.node('Mul', [...inputs, graph.scalar('scale', scale)]);
  return offset === 0 ? scaled : graph.node('Add', [scaled, graph.scalar('offset', offset)]);
}

/** The core's softmax runs over all numbers of a sample, that of ONNX over the last axis: samples become rows for it. */
function writeSoftmax({ graph, inputs: [input], shape }: LayerPlace): string {
  const isRow = shape.length === 1;
  const rows = isRow ? input : flatten(graph, input);
  const probabilities = graph.node('Softmax', [rows], [{ name: 'axis', kind: 'int', value: 1 }]);
  return isRow
    ? probabilities
    : graph.node('Reshape', [probabilities, graph.integers('shape', [-1, ...shape])]);
}

/** Samples as rows, their numbers in the order they have. */
function flatten(graph: OnnxGraph, input: string): string {
  return graph.node('Flatten', [input], [{ name: 'axis', kind: 'int', value: 1 }]);
}
