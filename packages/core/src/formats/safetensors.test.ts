import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Tensor } from '../tensor/tensor';
import { readSafetensors, SafetensorsError, type SafetensorsFault, writeSafetensors } from './safetensors';

function file(header: string | Uint8Array, data = 0, claimed?: bigint): Uint8Array {
  const text = typeof header === 'string' ? new TextEncoder().encode(header) : header;
  const bytes = new Uint8Array(8 + text.length + data);
  new DataView(bytes.buffer).setBigUint64(0, claimed ?? BigInt(text.length), true);
  bytes.set(text, 8);
  return bytes;
}

const entry = (begin: unknown, end: unknown, shape: unknown = [1], dtype: unknown = 'F32') =>
  JSON.stringify({ dtype, shape, data_offsets: [begin, end] });

const tensorOf = fc.oneof(
  fc.float32Array().map((data) => new Tensor(data, [data.length])),
  fc.float64Array().map((data) => new Tensor(data, [1, data.length])),
  fc.uint8Array().map((data) => new Tensor(data, [data.length, 1])),
  fc.int32Array().map((data) => new Tensor(data, [data.length])),
  fc.integer().map((value) => new Tensor(Int32Array.of(value), [])),
);
const name = fc
  .string({ unit: 'grapheme' })
  .filter((text) => text !== '__proto__' && text !== '__metadata__');

describe('safetensors files', () => {
  it('come back as they were written', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(name, tensorOf), { maxLength: 6 }),
        fc.dictionary(name, fc.string({ unit: 'grapheme' }), { noNullPrototype: true }),
        (entries, metadata) => {
          const tensors = new Map(entries);
          const bytes = writeSafetensors(tensors, metadata);
          const read = readSafetensors(bytes);
          expect(read.metadata).toEqual(metadata);
          expect(new Map(read.tensors)).toEqual(tensors);
          expect(writeSafetensors(read.tensors, read.metadata)).toEqual(bytes);
        },
      ),
    );
  });

  it('have the bytes the format says', () => {
    const bytes = writeSafetensors(new Map([['a', new Tensor(Float32Array.of(1), [1])]]));
    const header = '{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}';
    expect(new TextDecoder().decode(bytes.subarray(8, 8 + header.length))).toBe(header);
    expect([...bytes.subarray(0, 8)]).toEqual([56, 0, 0, 0, 0, 0, 0, 0]);
    expect([...bytes.subarray(64)]).toEqual([0, 0, 0x80, 0x3f]);
  });

  const hostile: [string, Uint8Array, SafetensorsFault][] = [
    ['nothing', new Uint8Array(0), 'file-too-short'],
    ['seven bytes', new Uint8Array(7), 'file-too-short'],
    ['a header of 2^63 bytes', file('{}', 0, 2n ** 63n), 'header-too-large'],
    ['a header of 100 MB and one', file('{}', 0, 100_000_001n), 'header-too-large'],
    ['a header past the end', file('{}', 0, 3n), 'header-past-end'],
    ['a header that is not UTF-8', file(Uint8Array.of(0x7b, 0xff, 0x7d)), 'header-not-utf8'],
    ['no header', file(''), 'header-not-json'],
    ['half a header', file('{"a":'), 'header-not-json'],
    ['a header with a comma too many', file('{"a":1,}'), 'header-not-json'],
    ['a header 40 deep', file('['.repeat(40) + ']'.repeat(40)), 'header-too-deep'],
    ['a million open brackets', file('['.repeat(1_000_000)), 'header-too-deep'],
    ['a list for a header', file('[]'), 'header-not-object'],
    ['null for a header', file('null'), 'header-not-object'],
    ['spaces before the header', file(' {}'), 'header-not-object'],
    ['a name twice', file(`{"a":${entry(0, 4)},"a":${entry(0, 4)}}`, 4), 'duplicate-key'],
    ['a name twice, once escaped', file(`{"a":${entry(0, 4)},"\\u0061":${entry(0, 4)}}`, 4), 'duplicate-key'],
    [
      'a field twice',
      file('{"a":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}', 4),
      'duplicate-key',
    ],
    ['the name __proto__', file(`{"__proto__":${entry(0, 4)}}`, 4), 'forbidden-key'],
    ['metadata that is a list', file('{"__metadata__":[]}'), 'bad-metadata'],
    ['metadata with a number', file('{"__metadata__":{"a":1}}'), 'bad-metadata'],
    ['an entry that is a number', file('{"a":1}'), 'bad-entry'],
    ['an entry without a shape', file('{"a":{"dtype":"F32","data_offsets":[0,4]}}', 4), 'bad-entry'],
    [
      'an entry with a field too many',
      file('{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"x":1}}', 4),
      'bad-entry',
    ],
    ['a type nobody knows', file(`{"a":${entry(0, 4, [1], 'F99')}}`, 4), 'unknown-dtype'],
    ['a type that is a number', file(`{"a":${entry(0, 4, [1], 32)}}`, 4), 'unknown-dtype'],
    ['a type we do not read', file(`{"a":${entry(0, 2, [1], 'BF16')}}`, 2), 'unsupported-dtype'],
    ['a negative shape', file(`{"a":${entry(0, 4, [-1])}}`, 4), 'bad-shape'],
    ['a shape with a fraction', file(`{"a":${entry(0, 4, [0.5])}}`, 4), 'bad-shape'],
    ['a shape past counting', file(`{"a":${entry(0, 4, [2 ** 40, 2 ** 40])}}`, 4), 'bad-shape'],
    ['offsets the wrong way round', file(`{"a":${entry(4, 0)}}`, 4), 'bad-offsets'],
    ['a negative offset', file(`{"a":${entry(-4, 0)}}`, 4), 'bad-offsets'],
    ['one offset', file('{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}', 4), 'bad-offsets'],
    ['three offsets', file('{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}}', 4), 'bad-offsets'],
    ['an offset of text', file(`{"a":${entry('0', 4)}}`, 4), 'bad-offsets'],
    ['fewer bytes than the shape takes', file(`{"a":${entry(0, 4, [2])}}`, 4), 'size-mismatch'],
    ['a hole at the front', file(`{"a":${entry(4, 8)}}`, 8), 'hole'],
    ['a hole in the middle', file(`{"a":${entry(0, 4)},"b":${entry(8, 12)}}`, 12), 'hole'],
    ['an overlap', file(`{"a":${entry(0, 8, [2])},"b":${entry(4, 8)}}`, 8), 'overlap'],
    ['two tensors in one place', file(`{"a":${entry(0, 4)},"b":${entry(0, 4)}}`, 4), 'overlap'],
    ['a tensor past the end', file(`{"a":${entry(0, 4)}}`, 3), 'offsets-past-end'],
    ['a terabyte claimed', file(`{"a":${entry(0, 2 ** 40, [2 ** 38])}}`, 4), 'offsets-past-end'],
    ['bytes nobody owns', file(`{"a":${entry(0, 4)}}`, 5), 'trailing-bytes'],
    ['bytes and no tensors', file('{}', 1), 'trailing-bytes'],
  ];

  it.each(hostile)('with %s are refused by name', (_, bytes, code) => {
    let caught: unknown;
    try {
      readSafetensors(bytes);
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(SafetensorsError);
    expect(caught).toMatchObject({ code });
  });

  it.each<[Uint8Array, string]>([
    [new Uint8Array(7), 'it has 7 bytes, fewer than the 8 of its header’s length'],
    [
      file('{}', 0, 100_000_001n),
      'it does not begin as a safetensors file does: its header claims 100000001 bytes; at most 100000000 are allowed',
    ],
    [file('{}', 0, 100_000_000n), 'its header claims 100000000 bytes, but only 2 follow'],
    [file(Uint8Array.of(0x7b, 0xff, 0x7d)), 'its header is not UTF-8 text'],
    [file('{"a":'), 'its header is not JSON'],
    [file('['.repeat(40) + ']'.repeat(40)), 'its header is nested deeper than any real one'],
    [file(`{"a":${entry(0, 4)},"a":${entry(0, 4)}}`, 4), 'its header has the key "a" twice'],
    [file('{"__proto__":{}}'), 'its header has the key "__proto__", which is not allowed'],
    [file('null'), 'its header must be a JSON object that begins with {'],
    [file('7'), 'its header must be a JSON object that begins with {'],
    [file('\ufeff{}'), 'its header is not JSON'],
    [file('{"__metadata__":null}'), 'its __metadata__ must be an object of strings'],
    [file('{"__metadata__":7}'), 'its __metadata__ must be an object of strings'],
    [file('{"__metadata__":{"n":1}}'), '"n" of its __metadata__ must be a string'],
    [file('{"a":null}'), 'tensor "a" must have dtype, shape and data_offsets, and nothing else'],
    [
      file('{"a":{"dtype":"F32","shape":[1],"x":1}}'),
      'tensor "a" must have dtype, shape and data_offsets, and nothing else',
    ],
    [
      file('{"a":{"shape":[1],"data_offsets":[0,4],"x":1}}', 4),
      'tensor "a" must have dtype, shape and data_offsets, and nothing else',
    ],
    [
      file(`{"a":${entry(0, 2, [1], 'BF16')}}`, 2),
      'tensor "a" holds BF16; only F32, F64, U8, I32 are supported',
    ],
    [
      file(`{"a":${entry(0, 4, [1], 'F99')}}`, 4),
      'tensor "a" has the type "F99", which the format does not know',
    ],
    [file(`{"a":${entry(0, 4, 1)}}`, 4), 'tensor "a" must have a shape of whole numbers ≥ 0'],
    [
      file(`{"a":${entry(4, 0)}}`, 4),
      'tensor "a" must have two data_offsets, whole numbers ≥ 0, the first not after the second',
    ],
    [file(`{"a":${entry(0, 4, [2])}}`, 4), 'tensor "a" has 4 bytes, but F32 of shape [2] takes 8'],
    [
      file(`{"a":${entry(0, 4)},"b":${entry(4, 8, [2])}}`, 8),
      'tensor "b" has 4 bytes, but F32 of shape [2] takes 8',
    ],
    [
      file(`{"a":${entry(0, 4, [2 ** 40, 2 ** 40])}}`, 4),
      'tensor "a" has the shape [1099511627776, 1099511627776], which holds more elements than can be counted',
    ],
    [file(`{"a":${entry(4, 8)}}`, 8), 'bytes 0 to 4 before tensor "a" belong to no tensor'],
    [
      file(`{"b":${entry(4, 8)},"a":${entry(0, 8, [2])}}`, 8),
      'tensor "b" begins at byte 4, inside the one before it',
    ],
    [file(`{"a":${entry(0, 4)}}`, 3), 'tensor "a" ends at byte 4 of the data, but there are only 3'],
    [file(`{"a":${entry(0, 4)}}`, 6), '2 bytes after the last tensor belong to no tensor'],
  ])('say in a sentence what is wrong (%#)', (bytes, sentence) => {
    const read = () => readSafetensors(bytes);
    expect(read).toThrow(`Not a safetensors file that can be read: ${sentence}`);
    expect(read).toThrow(expect.objectContaining({ name: 'SafetensorsError' }));
  });

  it.each(['__metadata__', '__proto__'])('cannot name a tensor %s', (forbidden) => {
    const tensors = new Map([[forbidden, Tensor.zeros([1], 'float32')]]);
    expect(() => writeSafetensors(tensors)).toThrow(forbidden);
  });

  it('may list tensors in another order than their bytes', () => {
    const { tensors } = readSafetensors(file(`{"b":${entry(4, 8)},"a":${entry(0, 4)}}`, 8));
    expect([...tensors.keys()].sort()).toEqual(['a', 'b']);
  });

  it('may have a tensor of no bytes where another begins, whichever the header names first', () => {
    const [empty, full] = [`"empty":${entry(4, 4, [0])}`, `"full":${entry(4, 8)}`];
    for (const entries of [
      [empty, full],
      [full, empty],
    ]) {
      const { tensors } = readSafetensors(file(`{"first":${entry(0, 4)},${entries.join()}}`, 8));
      expect([...tensors.keys()]).toEqual(['first', 'empty', 'full']);
    }
  });

  it('hold larger elements before smaller ones, each in its place', () => {
    const bytes = writeSafetensors(
      new Map([
        ['bytes', new Tensor(Uint8Array.of(1), [1])],
        ['doubles', new Tensor(Float64Array.of(1), [1])],
      ]),
    );
    const length = Number(new DataView(bytes.buffer).getBigUint64(0, true));
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length)));
    expect([header.doubles.data_offsets, header.bytes.data_offsets]).toEqual([
      [0, 8],
      [8, 9],
    ]);
  });

  const whole = writeSafetensors(
    new Map([
      ['a', new Tensor(Float64Array.of(1, 2), [2])],
      ['b', new Tensor(Uint8Array.of(1, 2, 3), [3])],
    ]),
    { note: 'x' },
  );

  it('cut anywhere are refused', () => {
    for (let length = 0; length < whole.length; length++) {
      expect(() => readSafetensors(whole.subarray(0, length))).toThrow(SafetensorsError);
    }
  });

  it('with any byte changed are read or refused, never worse', () => {
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (place, change) => {
        const bytes = Uint8Array.from(whole);
        bytes[place] ^= change;
        try {
          readSafetensors(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(SafetensorsError);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('are read at any place in a larger buffer', () => {
    const larger = new Uint8Array(whole.length + 3);
    larger.set(whole, 3);
    expect(readSafetensors(larger.subarray(3)).tensors.get('a')?.toArray()).toEqual([1, 2]);
  });
});
