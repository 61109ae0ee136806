import { type Layer, type Model, Rescale, type Shape, Sigmoid, Softmax, UserError } from '@fmnist/core';
import { version } from '../../package.json';
import { CONFIG_KEY, contentsOf } from '../json/model-config';
import { FLOAT, UINT8 } from './data-types';
import { encodeModel } from './encode-model';
import { OnnxGraph } from './graph';
import { writeLayer } from './layers';

/** The version of ONNX' operators the files use, of ONNX 1.12: onnxruntime has read it since 1.12, in 2022. */
export const ONNX_OPSET = 17;
/** The version of the file format, as ONNX 1.12 wrote it. */
export const ONNX_IR_VERSION = 8;

const inputTypes = ['uint8', 'float'] as const;

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
 * - parameters named as in a model file: `0.weights` [inputs, outputs], `0.biases` [outputs], …
 * - metadata: `fmnist` holds the model's config as JSON, `labels` the names of the classes as a JSON list
 *
 * The file computes in float32; the parameters of a float64 model are rounded to it. Dropout does nothing.
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
  const { config, parameters } = contentsOf(model);
  const graph = new OnnxGraph();
  for (const [name, { shape, data }] of parameters) graph.parameter(name, shape, Float32Array.from(data));
  writeLayers(graph, layers, 'pixels', inputShape, input === 'uint8');
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

function writeLayers(
  graph: OnnxGraph,
  layers: readonly Layer[],
  input: string,
  inputShape: Shape,
  cast: boolean,
): void {
  graph.begin('Input');
  let value = cast ? graph.node('Cast', [input], [{ name: 'to', kind: 'int', value: FLOAT }]) : input;
  let shape = inputShape;
  let trainable = 0;
  for (const layer of layers) {
    const position = layer.parameters.length > 0 ? trainable++ : undefined;
    graph.begin(layer.name);
    const parameter = (name: string) => `${position}.${name}`;
    value = writeLayer(layer, { graph, input: value, inputShape: shape, parameter });
    shape = layer.outputShape(shape);
  }
}
