import { type Model, Rescale, Sigmoid, Softmax, UserError } from '@fmnist/core';
import { version } from '../../package.json';
import { CONFIG_KEY, contentsOf } from '../json/model-config';
import { FLOAT, UINT8 } from './data-types';
import { encodeModel } from './encode-model';
import { OnnxGraph } from './graph';
import { findWriter } from './layers';
import { chooseOrders, inOrder, orderMatters } from './layout';
import { writeParameters } from './parameters';
import { OnnxValues } from './values';

/** The version of ONNX' operators the files use, of ONNX 1.12: onnxruntime has read it since 1.12, in 2022. */
export const ONNX_OPSET = 17;
/** The version of the file format, as ONNX 1.12 wrote it. */
export const ONNX_IR_VERSION = 8;

/** Where the first step takes its samples from. */
const INPUT = -1;

const inputTypes = ['uint8', 'float'] as const;

/** How a model is written as ONNX. */
export interface OnnxOptions {
  /**
   * What the input takes. `uint8`: raw pixels, which the network turns into floats itself; `float`: float32. Default
   * `uint8` where the model begins with a Rescale layer, else `float`.
   */
  readonly input?: (typeof inputTypes)[number];
}

/**
 * A model as an ONNX file (https://onnx.ai), which onnxruntime, Netron and many others read.
 *
 * - input `pixels` [N, …input shape], N any number of samples
 * - output [N, …output shape], float32: `probabilities` where the last layer is a Softmax or Sigmoid, else `output`
 * - parameters named as in a model file: `0.weights` [inputs, outputs], `0.biases` [outputs], …; those of a Conv2D as ONNX
 *   orders them, [outputs, inputs / groups, height, width]
 * - metadata: `fmnist` holds the model's config as JSON, `labels` the names of the classes as a JSON list
 *
 * Images go in, and come out where the model ends in one, with the channels last, as here; between, operations of ONNX
 * want them first, and a Transpose stands where that begins and ends. The file computes in float32; the parameters of a
 * float64 model are rounded to it. Dropout does nothing; BatchNorm takes its running mean and variance.
 *
 * @throws UserError where the model is not finalized, or has a layer that ONNX files are not written of.
 * @example await writeFile('model.onnx', exportOnnx(model, { input: 'uint8' }));
 */
export function exportOnnx(model: Model, options: OnnxOptions = {}): Uint8Array<ArrayBuffer> {
  const { inputShape, outputShape, labels, layers } = model;
  const input = options.input ?? (layers[0] instanceof Rescale ? 'uint8' : 'float');
  if (!inputTypes.includes(input)) {
    throw new UserError(`exportOnnx: input must be one of ${inputTypes.join(', ')}, got "${input}"`);
  }
  const { config } = contentsOf(model);
  const graph = new OnnxGraph();
  writeSteps(graph, model, input === 'uint8');
  const last = layers[layers.length - 1];
  const outputName = last instanceof Softmax || last instanceof Sigmoid ? 'probabilities' : 'output';
  graph.nameOutput(outputName);
  return encodeModel({
    irVersion: ONNX_IR_VERSION,
    opset: ONNX_OPSET,
    producerName: 'fmnist',
    producerVersion: version,
    graphName: 'fmnist',
    graph,
    input: { name: 'pixels', dataType: input === 'uint8' ? UINT8 : FLOAT, sampleShape: inputShape },
    output: { name: outputName, dataType: FLOAT, sampleShape: outputShape },
    metadata: new Map([
      [CONFIG_KEY, config],
      ...(labels ? [['labels', JSON.stringify(labels)] as const] : []),
    ]),
  });
}

/** Writes step by step, each in the order of channels that was chosen for it. The last node gives the output. */
function writeSteps(graph: OnnxGraph, model: Model, cast: boolean): void {
  const { steps, outputShape } = model;
  const writers = steps.map(({ layer }) => findWriter(layer));
  const orders = chooseOrders(
    steps,
    writers.map(({ takes }, index) =>
      takes === 'last' && !orderMatters(steps[index].inputShape) ? 'any' : takes,
    ),
  );
  const positions = writeParameters(graph, model);
  const values = new OnnxValues(graph);
  graph.begin('Input');
  const input = cast ? graph.node('Cast', ['pixels'], [{ name: 'to', kind: 'int', value: FLOAT }]) : 'pixels';
  values.set(INPUT, 'last', input);
  for (const [index, { layer, from, shortcut, inputShape: shape }] of steps.entries()) {
    const order = orders[index];
    graph.begin(layer.name);
    const sources = shortcut === undefined ? [from] : [from, shortcut];
    const output = writers[index].write({
      graph,
      inputs: sources.map((source) => values.get(source, order, shape)),
      shape: inOrder(shape, order),
      parameter: (name) => `${positions.get(layer)}.${name}`,
    });
    values.set(index, order, output);
  }
  graph.begin('Output');
  values.get(steps.length - 1, 'last', outputShape);
}
