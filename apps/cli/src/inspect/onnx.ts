import { Model, UserError } from '@fmnist/core';
import { type OnnxValueSummary, readOnnx } from '@fmnist/interchange';
import { inspectArchitecture } from './inspect-model';
import type { Format, Inspection } from './inspection';

/** Our models and other people's. Protocol buffers have no mark: the first field is the version of the format. */
export const onnx: Format = {
  recognizes: (bytes) => bytes.length > 4 && bytes[0] === 0x08,
  inspect: (bytes) => {
    const {
      irVersion,
      opsets,
      producerName,
      producerVersion,
      inputs,
      outputs,
      nodes,
      initializers,
      metadata,
    } = readOnnx(bytes);
    return {
      format: 'onnx',
      kind: 'model',
      tensors: initializers,
      ...inspectConfig(metadata.get('fmnist')),
      details: {
        irVersion,
        opset: [...opsets].map(([domain, version]) => (domain ? `${domain} ${version}` : version)).join(', '),
        producer: `${producerName} ${producerVersion}`.trim(),
        inputs: describeValues(inputs),
        outputs: describeValues(outputs),
        operations: nodes.join(' '),
        metadata: [...metadata.keys()].join(', '),
      },
    };
  },
};

/** What the config that our files carry with them has to say, or why it cannot be read. */
function inspectConfig(text: string | undefined): Pick<Inspection, 'layers' | 'notes'> {
  if (text === undefined) return {};
  try {
    return inspectArchitecture(Model.fromConfig(withoutHead(JSON.parse(text))));
  } catch (error) {
    if (!(error instanceof UserError || error instanceof SyntaxError)) throw error;
    return { notes: [`Its layers cannot be told: ${error.message}`] };
  }
}

/** The config without what it says of the file it was written for. */
function withoutHead(config: unknown): unknown {
  if (typeof config !== 'object' || config === null) return config;
  return Object.fromEntries(
    Object.entries(config).filter(([name]) => name !== 'formatVersion' && name !== 'kind'),
  );
}

function describeValues(values: readonly OnnxValueSummary[]): string {
  return values.map(({ name, dtype, shape }) => `${name} ${dtype} [${shape?.join(', ') ?? '?'}]`).join(', ');
}
