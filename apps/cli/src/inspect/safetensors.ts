import { Model, readSafetensors } from '@fmnist/core';
import * as z from 'zod';
import { countParameters, inspectModel, inspectTensors } from './inspect-model';
import type { Format, Inspection } from './inspection';

const FORMAT = 'safetensors';
/** The length of the header, before it. */
const LENGTH_BYTES = 8;

const ours = z.object({
  formatVersion: z.number(),
  kind: z.enum(['model', 'parameters', 'checkpoint']),
});

/** Our models, parameters and checkpoints, and other people's tensors. */
export const safetensors: Format = {
  recognizes: (bytes) => {
    if (bytes.length < LENGTH_BYTES + 2 || bytes[LENGTH_BYTES] !== '{'.charCodeAt(0)) return false;
    const length = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true);
    return length < 2n ** 32n;
  },
  inspect: (bytes) => {
    const { tensors, metadata } = readSafetensors(bytes);
    if (!Object.hasOwn(metadata, 'fmnist')) {
      return {
        format: FORMAT,
        kind: 'tensors',
        tensors: inspectTensors(tensors),
        notes: ['It is none of ours: it says nothing about layers.'],
      };
    }
    const config = ours.safeParse(parseJson(metadata.fmnist));
    // What is wrong with the config, reading the model tells better.
    const kind = config.data?.kind ?? 'model';
    const formatVersion = config.data?.formatVersion;
    const about = { format: FORMAT, kind, ...(formatVersion !== undefined && { formatVersion }) };
    if (kind === 'checkpoint') return { ...about, ...inspectCheckpoint(bytes) };
    if (kind === 'model') {
      const optimizer = Model.readOptimizerState(bytes);
      return {
        ...about,
        ...inspectModel(Model.load(bytes)),
        ...(optimizer && { details: { 'optimizer steps': optimizer.iterations } }),
      };
    }
    return { ...about, parameters: countParameters(tensors), tensors: inspectTensors(tensors) };
  },
};

function inspectCheckpoint(bytes: Uint8Array): Omit<Inspection, 'format' | 'kind'> {
  const { model, progress } = Model.loadCheckpoint(bytes);
  const { epoch, epochs, step, samples, batchSize, history } = progress;
  return {
    ...inspectModel(model),
    progress: {
      epoch,
      epochs,
      step,
      stepsPerEpoch: Math.ceil(samples / batchSize),
      iterations: model.getOptimizerState().iterations,
      stopped: history.stopped,
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
