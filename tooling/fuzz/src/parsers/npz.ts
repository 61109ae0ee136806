import { readdirSync, readFileSync } from 'node:fs';
import { UserError } from '@fmnist/core';
import { exportNpz, readNpz } from '@fmnist/interchange';
import { unzipSync, zipSync } from 'fflate';
import type { Layout } from '../mutate/layout';
import type { Parser } from '../parser';
import { smallModels } from '../small-models';

const fixtures = new URL('../../../../packages/interchange/test/npz/fixtures/', import.meta.url);

/** The archive's files; zipped again, half of the archives compressed. */
const layout: Layout = {
  split(input) {
    try {
      return Object.values(unzipSync(input, { filter: ({ originalSize }) => originalSize < 2 ** 16 })).map(
        (bytes) => ({ kind: 'bytes', bytes }),
      );
    } catch {
      return undefined;
    }
  },
  join: (pieces) =>
    zipSync(Object.fromEntries(pieces.map((bytes, index) => [`${index}.npy`, bytes])), {
      level: pieces[0].length % 2 === 0 ? 0 : 6,
      mtime: new Date(1980, 0, 1),
    }),
};

export const parser: Parser = {
  name: 'npz',
  about: 'NumPy’s archives, zipped or stored',
  seeds: () => [
    ...readdirSync(fixtures)
      .filter((name) => name.endsWith('.npz'))
      .map((name) => new Uint8Array(readFileSync(new URL(name, fixtures)))),
    exportNpz(smallModels()[0]),
  ],
  words: [
    'PK\x03\x04',
    'PK\x01\x02',
    'PK\x05\x06',
    '\x93NUMPY\x01\0',
    "'descr': '<f8'",
    "'fortran_order': True",
    "'shape': ()",
    ', }',
    '.npy',
  ],
  layout,
  read: readNpz,
  refusal: UserError,
};
