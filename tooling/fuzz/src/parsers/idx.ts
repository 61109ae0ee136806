import { gunzipSync, gzipSync } from 'node:zlib';
import { UserError } from '@fmnist/core';
import { decodeIdx, encodeIdx } from '@fmnist/data';
import { unpack } from '../../../../packages/data/src/verify';
import type { Layout } from '../mutate/layout';
import type { Parser } from '../parser';

const arrays = [
  { shape: [3, 2, 2], data: Uint8Array.from({ length: 12 }, (_, index) => 20 * index) },
  { shape: [4], data: Uint8Array.of(1, 0, 9, 255) },
  { shape: [2, 2], data: Int16Array.of(1, -2, 300, -400) },
  { shape: [2], data: Float64Array.of(0.5, Number.NaN) },
  { shape: [0], data: new Float32Array() },
];

/** What is inside of a gzipped file is changed; where its length is odd it is gzipped again. */
const layout: Layout = {
  split: (input) => [{ kind: 'bytes', bytes: inside(input) ?? input }],
  join: ([bytes]) => (bytes.length % 2 === 0 ? bytes : new Uint8Array(gzipSync(bytes))),
};

function inside(input: Uint8Array): Uint8Array | undefined {
  try {
    return new Uint8Array(gunzipSync(input, { maxOutputLength: 2 ** 16 }));
  } catch {
    return undefined;
  }
}

export const parser: Parser = {
  name: 'idx',
  about: 'IDX files of a data set, gzipped or not',
  seeds: () => arrays.flatMap((array) => [encodeIdx(array), new Uint8Array(gzipSync(encodeIdx(array)))]),
  words: ['\0\0\x08\x03', '\0\0\x0e\xff', '\0\0\0\x1c', '\x1f\x8b\x08'],
  layout,
  read: (input) => decodeIdx(unpack(input, 2 ** 20, 'The file')),
  refusal: UserError,
};
