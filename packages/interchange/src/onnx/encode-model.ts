import type { Shape } from '@fmnist/core';
import { toLittleEndian } from '../npz/little-endian';
import { ProtoWriter } from '../protobuf/proto-writer';
import type { OnnxAttribute, OnnxGraph, OnnxInitializer, OnnxNode } from './graph';

/** What an ONNX file holds. */
export interface OnnxModel {
  readonly irVersion: number;
  readonly opset: number;
  readonly producerName: string;
  readonly producerVersion: string;
  readonly graphName: string;
  readonly graph: OnnxGraph;
  readonly input: OnnxValue;
  readonly output: OnnxValue;
  readonly metadata: ReadonlyMap<string, string>;
}

/** An input or output of a graph: a batch of samples. */
export interface OnnxValue {
  readonly name: string;
  readonly dataType: number;
  /** The shape of one sample. */
  readonly sampleShape: Shape;
}

/** The name of the first axis of what goes in and out: any number of samples. */
const BATCH_AXIS = 'N';

/** `AttributeProto.AttributeType` */
const attributeTypes = { float: 1, int: 2, ints: 7 } as const;

/** A model as the bytes of a file. The numbers are those of the fields in onnx.proto (https://github.com/onnx/onnx). */
export function encodeModel(model: OnnxModel): Uint8Array<ArrayBuffer> {
  const message = new ProtoWriter()
    .integer(1, model.irVersion)
    .string(2, model.producerName)
    .string(3, model.producerVersion)
    .message(7, (graph) => encodeGraph(graph, model))
    .message(8, (opset) => opset.string(1, '').integer(2, model.opset));
  for (const [key, value] of model.metadata) {
    message.message(14, (entry) => entry.string(1, key).string(2, value));
  }
  return message.finish();
}

function encodeGraph(message: ProtoWriter, { graph, graphName, input, output }: OnnxModel): void {
  for (const node of graph.nodes) message.message(1, (inner) => encodeNode(inner, node));
  message.string(2, graphName);
  for (const initializer of graph.initializers) {
    message.message(5, (inner) => encodeTensor(inner, initializer));
  }
  message.message(11, (inner) => encodeValue(inner, input));
  message.message(12, (inner) => encodeValue(inner, output));
}

function encodeNode(message: ProtoWriter, { name, opType, inputs, output, attributes }: OnnxNode): void {
  for (const input of inputs) message.string(1, input);
  message.string(2, output).string(3, name).string(4, opType);
  for (const attribute of attributes) message.message(5, (inner) => encodeAttribute(inner, attribute));
}

function encodeAttribute(message: ProtoWriter, attribute: OnnxAttribute): void {
  message.string(1, attribute.name);
  switch (attribute.kind) {
    case 'float':
      message.float(2, attribute.value);
      break;
    case 'int':
      message.integer(3, attribute.value);
      break;
    case 'ints':
      for (const value of attribute.values) message.integer(8, value);
      break;
  }
  message.integer(20, attributeTypes[attribute.kind]);
}

function encodeTensor(message: ProtoWriter, { name, dataType, shape, data }: OnnxInitializer): void {
  for (const length of shape) message.integer(1, length);
  message.integer(2, dataType).string(8, name).bytes(9, toLittleEndian(data));
}

function encodeValue(message: ProtoWriter, { name, dataType, sampleShape }: OnnxValue): void {
  message.string(1, name).message(2, (type) =>
    type.message(1, (tensor) =>
      tensor.integer(1, dataType).message(2, (shape) => {
        shape.message(1, (axis) => axis.string(2, BATCH_AXIS));
        for (const length of sampleShape) shape.message(1, (axis) => axis.integer(1, length));
      }),
    ),
  );
}
