import { Tensor, UserError } from '@fmnist/core';
import fc from 'fast-check';
import { deflateSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readNpz, writeNpz } from '../../src';

const small = writeNpz(
  new Map([
    ['weights', new Tensor(Float32Array.of(1, 2, 3, 4), [2, 2])],
    ['bytes', new Tensor(Uint8Array.of(1, 2, 3), [3])],
  ]),
);

function npy(header: string, data: Uint8Array | number = 0, version = [1, 0]): Uint8Array {
  const length = version[0] === 1 ? [header.length & 255, header.length >> 8] : [header.length, 0, 0, 0];
  const numbers = typeof data === 'number' ? new Uint8Array(data) : data;
  const head = Buffer.from([0x93, ...Buffer.from('NUMPY'), ...version, ...length]);
  return Uint8Array.from(Buffer.concat([head, Buffer.from(header), numbers]));
}

function archive(file: Uint8Array, name = 'a.npy'): Uint8Array {
  return zipSync({ [name]: [file, { level: 0 }] });
}

const header = (shape: string, descr = "'<f4'", order = 'False') =>
  `{'descr': ${descr}, 'fortran_order': ${order}, 'shape': ${shape}, }`;
/** An archive of one .npy file with this header. */
const withHeader = (text: string, data = 0, version?: number[]) => archive(npy(text, data, version));

/** The same archive with a number in its directory's only entry (or its end) replaced. */
function patched(
  bytes: Uint8Array,
  at: number,
  value: number,
  size: 2 | 4,
  where: 'entry' | 'end' = 'entry',
) {
  const copy = bytes.slice();
  const view = new DataView(copy.buffer);
  const end = copy.length - 22;
  const position = (where === 'end' ? end : view.getUint32(end + 16, true)) + at;
  if (size === 2) view.setUint16(position, value, true);
  else view.setUint32(position, value, true);
  return copy;
}

function reads(bytes: Uint8Array): void {
  try {
    readNpz(bytes);
  } catch (error) {
    expect(error).toBeInstanceOf(UserError);
  }
}

describe('.npz files', () => {
  it('cut anywhere are refused', () => {
    for (let length = 0; length < small.length; length++) {
      expect(() => readNpz(small.subarray(0, length))).toThrow(UserError);
    }
  });

  it('with bytes changed are read or refused, never worse', () => {
    const compressed = zipSync({ 'a.npy': npy(header('(200,)'), 800) });
    for (const file of [small, compressed]) {
      const change = fc.tuple(fc.nat(file.length - 1), fc.nat(255));
      fc.assert(
        fc.property(fc.array(change, { minLength: 1, maxLength: 8 }), (changes) => {
          const bytes = Uint8Array.from(file);
          for (const [place, value] of changes) bytes[place] = value;
          reads(bytes);
        }),
        { numRuns: 200, seed: 30 },
      );
    }
  });

  it('whose numbers changed are refused: the checksum is another', () => {
    const bytes = small.slice();
    bytes[30 + 'weights.npy'.length + 128] ^= 1;
    expect(() => readNpz(bytes)).toThrow(
      'The .npz file is damaged: the checksum of "weights.npy" is another',
    );
  });

  it('that would unpack to a thousand times their size are refused before that', () => {
    const bomb = zipSync({ 'a.npy': npy(header('(30000000,)', "'|u1'"), 30_000_000) });
    expect(bomb.length).toBeLessThan(40_000);
    expect(() => readNpz(bomb)).toThrow(/claims to unpack to 30000\d{3} bytes/);
    expect(() => readNpz(patched(bomb, 24, 0xffffffff, 4))).toThrow(/claims to unpack to 4294967295 bytes/);
    expect(() => readNpz(patched(bomb, 24, 1000, 4))).toThrow(
      /"a.npy" unpacks to more than the 1000 bytes it claims$/,
    );
  });

  it('whose files share bytes are counted for each', () => {
    const data = new Uint8Array(900_000);
    const one = zipSync({ 'a.npy': npy(header('(900000,)', "'|u1'"), data) });
    const end = one.length - 22;
    const view = new DataView(one.buffer, one.byteOffset);
    const entry = one.subarray(view.getUint32(end + 16, true), end);
    const copies = Array.from({ length: 20 }, (_, n) => {
      const copy = entry.slice();
      copy[46] = 'a'.charCodeAt(0) + n;
      return copy;
    });
    const last = one.slice(end);
    const endView = new DataView(last.buffer);
    endView.setUint16(8, 20, true);
    endView.setUint16(10, 20, true);
    endView.setUint32(12, 20 * entry.length, true);
    const bomb = Buffer.concat([one.subarray(0, end - entry.length), ...copies, last]);
    expect(() => readNpz(bomb)).toThrow(/claims to unpack to 18001\d{3} bytes/);
  });

  it('with names like paths give names, whatever they look like', () => {
    const file = archive(npy(header('(1,)'), 4), '../../etc/passwd.npy');
    expect([...readNpz(file).keys()]).toEqual(['../../etc/passwd']);
    expect([...readNpz(archive(npy(header('(1,)'), 4), '__proto__.npy')).keys()]).toEqual(['__proto__']);
  });

  it.each<[string, Uint8Array]>([
    ['1.0', withHeader(header('(1,)'), 4)],
    ['2.0', withHeader(header('(1,)'), 4, [2, 0])],
    ['3.0', withHeader(header('(1,)'), 4, [3, 0])],
    [
      '1.0 with double quotes, in another order',
      withHeader('{"shape": (1, ), "fortran_order":False,"descr":"<f4"}\n', 4),
    ],
  ])('of version %s are read', (_, bytes) => {
    expect(readNpz(bytes).get('a')).toEqual(Tensor.zeros([1]));
  });

  const good = withHeader(header('(1,)'), 4);
  it.each<[string, Uint8Array, RegExp]>([
    ['nothing', new Uint8Array(0), /^The .npz file is no zip archive, or is cut off/],
    [
      'a file that is no array',
      archive(Uint8Array.of(1), 'readme.txt'),
      /holds "readme.txt", which is no array/,
    ],
    [
      'no magic',
      archive(new Uint8Array(80)),
      /^"a.npy" of the .npz file is no .npy file: it does not begin as one$/,
    ],
    ['an empty array file', archive(new Uint8Array(0)), /does not begin as one$/],
    ['version 9.1', withHeader(header('(1,)'), 4, [9, 1]), /version 9.1; known are 1.0, 2.0 and 3.0$/],
    ['a header past the end', archive(npy(header('(1,)')).subarray(0, 40)), /is cut off inside its header$/],
    [
      'a header of four gigabytes',
      archive(Uint8Array.of(0x93, ...Buffer.from('NUMPY'), 2, 0, 255, 255, 255, 255)),
      /claims a header of 4294967295 bytes/,
    ],
    [
      'a header that is code',
      withHeader("__import__('os').system('true')"),
      /must have descr, fortran_order and shape/,
    ],
    ['a key twice', withHeader("{'shape': (1,), 'shape': (2,), }"), /has "shape" twice/],
    ['a key missing', withHeader("{'shape': (1,), 'descr': '<f4'}"), /must have descr/],
    ['a key too many', withHeader(header('(1,)').replace('}', "'x': True}"), 4), /must have descr/],
    ['a structured type', withHeader(header('(1,)', "[('x', '<f4')]"), 4), /must have descr/],
    ['a negative shape', withHeader(header('(-1,)'), 4), /must have descr/],
    ['a hole in the shape', withHeader(header('(1,,2)'), 8), /has the shape "\(1,,2\)", which no array has$/],
    ['a number for a shape', withHeader(header("'1'"), 4), /which no array has$/],
    ['a shape past counting', withHeader(header('(4294967296, 4294967296)'), 4), /which no array has$/],
    [
      'a terabyte claimed',
      withHeader(header('(274877906944,)'), 4),
      /has 4 bytes of numbers, but .* takes 1099511627776$/,
    ],
    ['33 axes', withHeader(header(`(${'1, '.repeat(33)})`), 4), /which no array has$/],
    [
      'text for an order',
      withHeader(header('(1,)', "'<f4'", "'False'"), 4),
      /fortran_order of True or False/,
    ],
    [
      'bytes left over',
      withHeader(header('(1,)'), 5),
      /has 5 bytes of numbers, but float32 of shape \[1\] takes 4$/,
    ],
    ['an encrypted file', patched(good, 8, 1, 2), /"a.npy", is encrypted$/],
    ['a file compressed otherwise', patched(good, 10, 14, 2), /is compressed by method 14/],
    ['sizes that differ', patched(good, 24, 9, 4), /is stored in \d+ bytes, but claims to be 9$/],
    ['a file past the end', patched(patched(good, 20, 9999, 4), 24, 9999, 4), /past the end of the archive$/],
    ['a file that begins elsewhere', patched(good, 42, 3, 4), /does not begin at byte 3, where it should$/],
    ['a file past four gigabytes', patched(good, 42, 0xffffffff, 4), /does not begin at byte 4294967295/],
    ['stored bytes called deflated', patched(good, 10, 8, 2), /cannot be inflated$|unpacks to/],
    ['many disks', patched(good, 4, 1, 4, 'end'), /is one part of an archive of many/],
    [
      'entries that are not there',
      patched(patched(good, 8, 2, 2, 'end'), 10, 2, 2, 'end'),
      /no entry 1 at byte/,
    ],
    [
      'a directory too long',
      patched(patched(good, 8, 0, 2, 'end'), 10, 0, 2, 'end'),
      /longer than its 0 entries$/,
    ],
    [
      'a directory past the end',
      patched(good, 16, 0xfffffff0, 4, 'end'),
      /damaged, or an archive of more than 4 GB/,
    ],
    [
      'more files than can be counted',
      patched(patched(good, 8, 0xffff, 2, 'end'), 10, 0xffff, 2, 'end'),
      /4 GB/,
    ],
    ['a name longer than the directory', patched(good, 28, 500, 2), /runs past the end$/],
  ])('with %s are refused with a sentence', (_, bytes, sentence) => {
    expect(() => readNpz(bytes)).toThrow(UserError);
    expect(() => readNpz(bytes)).toThrow(sentence);
  });

  it('whose deflated bytes end too early are refused', () => {
    const file = npy(header('(100,)'), 400);
    const deflated = deflateSync(file);
    const whole = zipSync({ 'a.npy': file });
    expect(readNpz(whole).get('a')).toEqual(Tensor.zeros([100]));
    expect(() => readNpz(patched(whole, 20, deflated.length - 3, 4))).toThrow(
      /"a.npy" (cannot be inflated|unpacks to)/,
    );
  });
});
