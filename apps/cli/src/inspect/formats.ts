import { gunzipSync } from 'node:zlib';
import { UserError } from '@fmnist/core';
import { decodeIdx } from '@fmnist/data';
import { decodeEvents, importJson, importOriginal, JSON_FORMAT_VERSION, readNpz } from '@fmnist/interchange';
import { countParameters, inspectModel, inspectTensors } from './inspect-model';
import type { Format, Inspection } from './inspection';
import { onnx } from './onnx';
import { safetensors } from './safetensors';

const npz: Format = {
  recognizes: (bytes) => startsWith(bytes, 0x50, 0x4b),
  inspect: (bytes) => {
    const tensors = readNpz(bytes);
    const parameters = countParameters(tensors);
    return { format: 'npz', kind: 'arrays', parameters, tensors: inspectTensors(tensors) };
  },
};

const json: Format = {
  recognizes: (bytes) => /^\s*\{/.test(new TextDecoder().decode(bytes.subarray(0, 100))),
  inspect: (bytes) => ({
    format: 'json',
    kind: 'model',
    formatVersion: JSON_FORMAT_VERSION,
    ...inspectModel(importJson(decodeText(bytes))),
  }),
};

const original: Format = {
  recognizes: (bytes) => startsWith(bytes, 0x80) && bytes[1] <= 5,
  inspect: (bytes) => {
    const { kind, model, notes } = importOriginal(bytes);
    const { optimizer } = model;
    return {
      format: 'pickle of the original program',
      kind,
      ...inspectModel(model),
      ...(optimizer && { details: { 'optimizer steps': optimizer.iterations } }),
      notes,
    };
  },
};

const idx: Format = {
  recognizes: (bytes) => startsWith(bytes, 0, 0) && bytes[2] >= 8 && bytes[2] <= 14 && bytes[3] <= 8,
  inspect: (bytes) => {
    const { shape, data } = decodeIdx(bytes);
    const tensors = [{ name: 'data', dtype: data.constructor.name, shape }];
    return { format: 'idx', kind: shape.length === 3 ? 'pictures' : 'numbers', tensors };
  },
};

/** The largest of the data set's files is 47 MB. */
const UNPACKED_LIMIT = 1_000_000_000;

/** As the data set is published. */
const gzippedIdx: Format = {
  recognizes: (bytes) => startsWith(bytes, 0x1f, 0x8b),
  inspect: (bytes) => ({ ...idx.inspect(gunzip(bytes)), format: 'idx, gzipped' }),
};

/** A record's length, its checksum, and then an event's first field: when it was written. */
const events: Format = {
  recognizes: (bytes) => bytes.length >= 16 && bytes[7] === 0 && bytes[6] === 0 && bytes[12] === 0x09,
  inspect: (bytes) => {
    const all = decodeEvents(bytes);
    const values = all.flatMap((event) => event.values);
    const last = new Map(
      values.flatMap((value) => (value.kind === 'scalar' ? [[value.tag, value.value]] : [])),
    );
    return {
      format: 'TensorBoard events',
      kind: 'training events',
      details: { events: all.length, lastStep: all.at(-1)?.step ?? 0, ...Object.fromEntries(last) },
    };
  },
};

/** Those with the surest marks first. */
const formats: readonly Format[] = [safetensors, npz, original, idx, gzippedIdx, events, json, onnx];

/**
 * Recognizes a file by what is in it, whatever its name.
 * @throws UserError where it is of no format known here, or broken.
 */
export function inspectBytes(bytes: Uint8Array): Inspection {
  const format = formats.find(({ recognizes }) => recognizes(bytes));
  if (!format) {
    throw new UserError(
      'it is of no format known here: safetensors, json, npz, onnx, pickles of the original program, TensorBoard events, idx',
    );
  }
  return format.inspect(bytes);
}

function startsWith(bytes: Uint8Array, ...beginning: number[]): boolean {
  return bytes.length > 4 && beginning.every((byte, index) => bytes[index] === byte);
}

function gunzip(bytes: Uint8Array): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: Math.min(UNPACKED_LIMIT, 1000 * bytes.length) });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(`it cannot be unpacked: ${reason}`, { cause: error });
  }
}

function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new UserError('the text is not UTF-8', { cause: error });
  }
}
