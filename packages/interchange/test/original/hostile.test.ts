import { readFileSync } from 'node:fs';
import { RandomStream } from '@fmnist/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { opcodeNames } from '../../src/original/opcode-names';
import {
  array,
  bytes,
  call,
  denseLayer,
  dict,
  dtype,
  global,
  integer,
  isImported,
  join,
  list,
  little,
  modelFile,
  object,
  pickle,
  rawArray,
  refusal,
  text,
  tuple,
  zeros,
} from './pickle-writer';

const originals = ['numpy1', 'numpy2'].flatMap((version) =>
  ['parms', 'model'].map((kind) => `${version}/fashion_mnist.${kind}`),
);
const read = (path: string) => readFileSync(new URL(`./fixtures/${path}`, import.meta.url));

describe('a file of the original program', () => {
  it.each(originals)('%s with some bytes changed is imported or refused in one sentence', (path) => {
    const file = read(path);
    const structure = structuralBytes(file);
    const random = new RandomStream(7, path);
    let drawn = 0;
    const draw = (limit: number) => Math.floor(random.uniform(drawn++) * limit);
    let refused = 0;
    for (let mutation = 0; mutation < 200; mutation++) {
      const mutated = Uint8Array.from(file);
      const changes = 1 + draw(3);
      for (let change = 0; change < changes; change++) {
        const inArrays = draw(4) === 0;
        mutated[inArrays ? draw(file.length) : structure[draw(structure.length)]] = draw(256);
      }
      if (!isImported(mutated)) refused++;
    }
    expect(refused).toBeGreaterThan(50);
  });

  it.each(originals)('%s cut off anywhere is refused in one sentence', (path) => {
    const file = read(path);
    const insideArrays = Array.from({ length: Math.ceil(file.length / 499) }, (_, index) => 499 * index);
    for (const length of [...structuralBytes(file), ...insideArrays]) refusal(file.subarray(0, length));
  });
});

describe('a file made to exhaust memory or time', () => {
  const million = 1_000_000;
  it('of a million of anything is refused early', () => {
    for (const opcode of [']', '}', ')', '(', 'N', 'N\x94', ']\x94', 'C\x00', 'X\0\0\0\0', '}]a', ']N\x85']) {
      expect(refusal(pickle(opcode.repeat(million / opcode.length))).message).toMatch(
        /is opcode \d+, more than a real file|adds to a dict/,
      );
    }
  });

  it('that uses one array for nine hundred layers is refused at the second', () => {
    const shared = pickle(
      '](',
      tuple(join(zeros(100, 100), 'q\x00'), join(zeros(100), 'q\x01')),
      'h\x00h\x01\x86'.repeat(900),
      'e',
    );
    expect(refusal(shared).message).toContain(
      'the arrays take more bytes than the file has: it uses some twice',
    );
  });

  it('that uses one piece of bytes for fifty arrays is refused', () => {
    const data = join(bytes(new Uint8Array(80_000)), 'q\x00');
    const made = (part: Uint8Array | string) =>
      call(
        global('numpy._core.numeric', '_frombuffer'),
        part,
        dtype(),
        tuple(integer(100), integer(100)),
        text('C'),
      );
    const pairs = Array.from({ length: 50 }, () => tuple(made('h\x00'), zeros(100)));
    const file = pickle(list(tuple(made(data), zeros(100)), ...pairs));
    expect(refusal(file).message).toContain(
      'the arrays take more bytes than the file has: it uses some twice',
    );
  });

  it('that encodes one text six thousand times makes the bytes once', () => {
    const long = 'x'.repeat(500_000);
    const before = process.memoryUsage().arrayBuffers;
    const file = pickle(
      text(long),
      'q\x00',
      tuple('h\x00', text('latin1')),
      'q\x01',
      global('_codecs', 'encode'),
      'q\x02',
      '(',
      'h\x02h\x01R'.repeat(6000),
      't',
    );
    expect(refusal(file).message).toContain('STOP leaves a value');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10 * file.length);
  });

  it('that gives one dict to thousands of objects does not copy it', () => {
    const entries = Object.fromEntries(Array.from({ length: 3000 }, (_, index) => [`a${index}`, 'N']));
    const started = performance.now();
    const file = pickle(
      dict(entries),
      'q\x00',
      global('main', 'Model'),
      'q\x01',
      '](',
      'h\x01)\x81h\x00b'.repeat(2000),
      'e',
    );
    expect(refusal(file).message).toContain('STOP leaves a value');
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('that gives one shape of many axes to thousands of arrays is refused at the first', () => {
    const shape = join(tuple(...Array.from({ length: 5000 }, () => 'K\x01')), 'q\x00');
    const made = join(rawArray([1], dtype(), new Uint8Array(8)));
    expect(refusal(pickle(shape, made)).message).toContain('STOP leaves a value');
    const file = pickle(
      call(global('numpy._core.numeric', '_frombuffer'), bytes(new Uint8Array(8)), dtype(), shape, text('C')),
    );
    expect(refusal(file).message).toContain('makes an array of 5000 axes');
  });

  it('with a name of a megabyte is refused in a short sentence', () => {
    const long = 'x'.repeat(million);
    expect(refusal(pickle(global(long, long))).message.length).toBeLessThan(300);
    expect(refusal(pickle(text(long))).message.length).toBeLessThan(300);
    expect(refusal(modelFile({ layers: text(long) })).message.length).toBeLessThan(300);
  });
});

describe('bytes at random', () => {
  it('are refused in one sentence', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (tail) => {
        expect(isImported(tail)).toBe(false);
        expect(isImported(join('\x80\x04', tail))).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  const opcode = fc.constantFrom(...[...opcodeNames.keys()].map((code) => String.fromCharCode(code)));
  const piece = fc.oneof(
    opcode,
    fc
      .tuple(fc.constantFrom('h', 'q', 'K', 'C', '\x8c'), fc.nat(3))
      .map(([code, number]) => code + String.fromCharCode(number)),
    fc.constantFrom<Uint8Array>(
      text('layers'),
      text('latin1'),
      integer(1),
      global('main', 'Model'),
      global('main', 'Layer_Dense'),
      global('numpy', 'ndarray'),
      global('numpy', 'dtype'),
      global('numpy._core.multiarray', '_reconstruct'),
      global('numpy._core.multiarray', 'scalar'),
      global('_codecs', 'encode'),
      object('Model'),
      object('Activation_ReLU', {}),
      denseLayer(1, 1),
      array([1, 1], [2]),
      array([1], [3]),
      dtype(),
      little(1, 4),
      tuple(array([1, 1], [1]), array([1], [1])),
    ),
  );

  it('made of opcodes, classes and arrays are imported or refused in one sentence', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
        isImported(pickle(...pieces));
      }),
      { numRuns: 3000 },
    );
  });
});

/** The places of all bytes that are not inside the data of an array, which have long runs between opcodes. */
function structuralBytes(file: Uint8Array): number[] {
  const places: number[] = [];
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  for (let place = 0; place < file.length; place++) {
    places.push(place);
    const inArray = file[place] === 0x42 && place + 5 < file.length ? view.getUint32(place + 1, true) : 0;
    if (inArray >= 256 && inArray < file.length - place && inArray % 8 === 0) {
      places.push(place + 1, place + 2, place + 3, place + 4);
      place += 4 + inArray;
    }
  }
  return places;
}
