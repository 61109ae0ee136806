import { UserError } from '@fmnist/core';
import { type ProtoField, readMessage } from '../protobuf/proto-reader';
import type { OnnxSummary, OnnxTensorSummary, OnnxValueSummary } from './onnx-summary';
import { readTensor } from './read-tensor';
import { readValue } from './read-value';

/** More nodes, values, initializers and metadata together than any real model has: a summary stays small. */
const MAX_ITEMS = 100_000;

/**
 * Says what an ONNX file holds, of ours or others'. The numbers are stepped over; only names, types and shapes are
 * taken, of at most 100,000 things. Fields are those of onnx.proto (https://github.com/onnx/onnx).
 *
 * @throws UserError where the bytes are no ONNX file, or one that contradicts itself.
 * @example readOnnx(await readFile('model.onnx')).inputs; // [{ name: 'pixels', dtype: 'uint8', shape: ['N', 784] }]
 */
export function readOnnx(bytes: Uint8Array): OnnxSummary {
  const limit = itemLimit();
  const opsets = new Map<string, number>();
  const metadata = new Map<string, string>();
  let irVersion: number | undefined;
  let producerName = '';
  let producerVersion = '';
  let graph: Graph | undefined;
  readMessage(bytes, 'The ONNX file', {
    1: (field) => {
      irVersion = field.integer();
    },
    2: (field) => {
      producerName = field.string();
    },
    3: (field) => {
      producerVersion = field.string();
    },
    7: (field) => {
      if (graph) throw new UserError('The ONNX file has two graphs');
      graph = readGraph(field, limit);
    },
    8: (field) => {
      limit();
      readOpset(field, opsets);
    },
    14: (field) => {
      limit();
      readMetadata(field, metadata);
    },
  });
  if (irVersion === undefined) throw new UserError('This is no whole ONNX file: it has no IR version');
  if (!graph) throw new UserError('This is no whole ONNX file: it has no graph');
  if (opsets.size === 0) throw new UserError('This is no whole ONNX file: it has no operator set');
  return { irVersion, opsets, producerName, producerVersion, ...graph, metadata };
}

type Graph = Pick<OnnxSummary, 'graphName' | 'inputs' | 'outputs' | 'nodes' | 'initializers'>;

function readGraph(field: ProtoField, limit: () => void): Graph {
  let graphName = '';
  const inputs: OnnxValueSummary[] = [];
  const outputs: OnnxValueSummary[] = [];
  const nodes: string[] = [];
  const initializers: OnnxTensorSummary[] = [];
  field.message('The graph of the ONNX file', {
    1: (inner) => {
      limit();
      nodes.push(readNode(inner, `Node ${nodes.length} of the ONNX file`));
    },
    2: (inner) => {
      graphName = inner.string();
    },
    5: (inner) => {
      limit();
      initializers.push(readTensor(inner, `Initializer ${initializers.length} of the ONNX file`));
    },
    11: (inner) => {
      limit();
      inputs.push(readValue(inner, `Input ${inputs.length} of the ONNX file`));
    },
    12: (inner) => {
      limit();
      outputs.push(readValue(inner, `Output ${outputs.length} of the ONNX file`));
    },
  });
  return { graphName, inputs, outputs, nodes, initializers };
}

function readNode(field: ProtoField, where: string): string {
  let opType = '';
  field.message(where, {
    4: (inner) => {
      opType = inner.string();
    },
  });
  if (opType === '') throw new UserError(`${where} does not say what operation it is`);
  return opType;
}

function readOpset(field: ProtoField, opsets: Map<string, number>): void {
  const where = 'An operator set of the ONNX file';
  let domain = '';
  let version = 0;
  field.message(where, {
    1: (inner) => {
      domain = inner.string();
    },
    2: (inner) => {
      version = inner.integer();
    },
  });
  if (version < 1) throw new UserError(`${where} must have a version > 0, got ${version}`);
  if (opsets.has(domain)) throw new UserError(`The ONNX file has the operator set "${domain}" twice`);
  opsets.set(domain, version);
}

function readMetadata(field: ProtoField, metadata: Map<string, string>): void {
  let key = '';
  let value = '';
  field.message('The metadata of the ONNX file', {
    1: (inner) => {
      key = inner.string();
    },
    2: (inner) => {
      value = inner.string();
    },
  });
  if (metadata.has(key)) throw new UserError(`The ONNX file has the metadata "${key}" twice`);
  metadata.set(key, value);
}

/** @returns what is to be called for each thing that is kept */
function itemLimit(): () => void {
  let items = 0;
  return () => {
    if (++items <= MAX_ITEMS) return;
    throw new UserError(
      `The ONNX file holds more than ${MAX_ITEMS} nodes, tensors and metadata, as no real model does`,
    );
  };
}
