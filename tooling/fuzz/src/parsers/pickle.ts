import { readFileSync } from 'node:fs';
import { importOriginal, OriginalFileError } from '@fmnist/interchange';
import { z } from 'zod';
import { MOST_BYTES } from '../mutate/mutate';
import type { Parser } from '../parser';

const fixtures = new URL('../../../../packages/interchange/test/original/fixtures/', import.meta.url);
const variants = z.object({
  variants: z.record(z.string(), z.object({ files: z.record(z.string(), z.string()) })),
});

/** Files that Python wrote, of every protocol. */
function written(): Uint8Array[] {
  return ['variants-numpy1.json', 'variants-numpy2.json']
    .flatMap((name) =>
      Object.values(variants.parse(JSON.parse(readFileSync(new URL(name, fixtures), 'utf8'))).variants),
    )
    .flatMap(({ files }) => Object.values(files))
    .map((base64) => new Uint8Array(Buffer.from(base64, 'base64')))
    .filter(({ length }) => length <= MOST_BYTES);
}

export const parser: Parser = {
  name: 'pickle',
  about: 'pickles of the original program',
  seeds: written,
  words: [
    '\x80\x04',
    '\x95',
    'cnumpy\nndarray\n',
    'cos\nsystem\n',
    'numpy.core.numeric',
    '_frombuffer',
    'builtins',
    '\x8c\x05numpy',
    '\x93',
    'R',
    'b',
    '(',
    't.',
    '\x94',
    'h\0',
    'j\xff\xff\xff\xff',
    '\x8a\x08',
    'B\xff\xff\xff\x7f',
    '\x8e',
    'Layer_Dense',
  ],
  read: (input) => importOriginal(input).model.save(),
  refusal: OriginalFileError,
};
