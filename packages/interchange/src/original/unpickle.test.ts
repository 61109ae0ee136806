import { describe, expect, it } from 'vitest';
import {
  bytes,
  call,
  dict,
  emptyArray,
  float,
  global,
  integer,
  join,
  list,
  little,
  object,
  type Part,
  pickle,
  rawArray,
  text,
  tuple,
} from '../../test/original/pickle-writer';
import { OriginalFileError } from './original-file-error';
import type { PickleValue } from './pickle-value';
import { unpickle } from './unpickle';

const dtype = global('numpy', 'dtype');
const reconstruct = global('numpy._core.multiarray', '_reconstruct');
const scalar = global('numpy.core.multiarray', 'scalar');
const encode = global('_codecs', 'encode');
const model = global('__main__', 'Model');
const float64 = call(dtype, text('f8'), '\x89', '\x88');
const tenBillion = little(10_000_000_000, 8);
const huge = integer(2 ** 31 - 1);
const twoByTwo = tuple(integer(2), integer(2));
const eightBytes = bytes(new Uint8Array(8));

/** An array and its state, and the opcode that gives the one the other. */
function arrayState(shape: Part, type: Part, data: Part): [Part, Part] {
  return [join(emptyArray(), tuple(integer(1), shape, type, '\x89', data)), 'b'];
}

function fault(file: Uint8Array): unknown {
  try {
    unpickle(file);
  } catch (error) {
    expect(error).toBeInstanceOf(OriginalFileError);
    return error;
  }
  return undefined;
}

describe('a pickle', () => {
  const plain: [string, Part, PickleValue][] = [
    ['None', 'N', null],
    ['True', '\x88', true],
    ['False', '\x89', false],
    ['a byte', 'K\xff', 255],
    ['two bytes', 'M\xfe\xff', 0xfffe],
    ['four bytes, signed', integer(-70_000), -70_000],
    ['a long number', join('\x8a', '\x06', little(2 ** 40, 6)), 2 ** 40],
    ['a long negative number', '\x8a\x01\x80', -128],
    ['a long zero', '\x8a\x00', 0],
    ['a longer way to write it', join('\x8b', little(2, 4), '\xff\x7f'), 0x7fff],
    ['a float', float(-0.1), -0.1],
    ['text', text('Fašion 👟'), 'Fašion 👟'],
    ['short text', '\x8c\x02ab', 'ab'],
    ['text with a length of 8 bytes', join('\x8d', little(2, 8), 'ab'), 'ab'],
    ['a number after a frame', join('\x95', little(3, 8), 'K\x01'), 1],
    ['a value from the memo', '(K\x07q\x05\x94K\x08h\x05t', { kind: 'tuple', at: 12, items: [7, 8, 7] }],
    ['a tuple of one', 'N\x85', { kind: 'tuple', at: 3, items: [null] }],
    ['a tuple of two', 'NK\x01\x86', { kind: 'tuple', at: 5, items: [null, 1] }],
    ['a list by single items', ']K\x01a', { kind: 'list', at: 2, items: [1] }],
    ['a dict', dict({ a: 'N' }), { kind: 'dict', at: 2, entries: new Map([['a', null]]) }],
    ['a dict by single items', '}K\x01Ns', { kind: 'dict', at: 2, entries: new Map([[1, null]]) }],
    ['a NumPy number', call(scalar, float64, bytes(join('\0\0\0\0\0\0\xf8\x3f'))), 1.5],
    ['a NumPy truth value', call(scalar, call(dtype, text('b1')), bytes(join('\x01'))), true],
    ['bytes', 'C\x01a', { kind: 'bytes', at: 2, bytes: join('a') }],
    ['a bytearray', join('\x96', little(1, 8), 'a'), { kind: 'bytes', at: 2, bytes: join('a') }],
  ];

  it.each(plain)('gives %s as Python does', (_, part, value) => {
    expect(unpickle(pickle(part))).toEqual(value);
  });

  it('may hold objects that refer to each other in a circle', () => {
    const root = unpickle(pickle(object('Model'), 'q\x00', '}', text('next'), 'h\x00', 's', 'b'));
    expect(root).toMatchObject({ kind: 'object', name: 'Model' });
    const next = typeof root === 'object' && root?.kind === 'object' ? root.state?.get('next') : undefined;
    expect(next).toBe(root);
  });

  it('takes the program’s classes by name, whatever module the program was', () => {
    expect(unpickle(join('\x80\x02cmain\nModel\n)\x81.'))).toMatchObject({ module: 'main', name: 'Model' });
  });

  it('shares the file’s bytes and does not copy them', () => {
    const file = pickle(bytes(new Uint8Array(1000)));
    const root = unpickle(file);
    expect(typeof root === 'object' && root?.kind === 'bytes' && root.bytes.buffer).toBe(file.buffer);
  });

  it('is read at any place in a larger buffer', () => {
    const file = pickle(float(0.5));
    expect(unpickle(join('123', file).subarray(3))).toBe(0.5);
  });
});

describe('a file that', () => {
  it.each([
    ['is empty', '', 'the file ends: it is empty'],
    ['is no pickle', 'PK\x03\x04', 'should begin with the opcode PROTO'],
    ['is of protocol 0', '(lp0\n.', 'should begin with the opcode PROTO'],
    ['is of protocol 1', '\x80\x01N.', 'PROTO tells the pickle’s protocol 1'],
    ['is of protocol 6', '\x80\x06N.', 'PROTO tells the pickle’s protocol 6'],
  ])('%s is refused at once', (_, file, what) => {
    expect(fault(join(file))).toMatchObject({ message: expect.stringContaining(what), at: 0 });
  });
});

describe('a pickle that', () => {
  /** What comes before the opcode that is at fault, that opcode with what follows, and what is said. */
  const hostile: [string, Part, Part, string][] = [
    ['tells its protocol twice', 'N', '\x80\x04', 'PROTO is no opcode'],
    ['names os.system', join(text('os'), text('system')), '\x93', 'STACK_GLOBAL names os.system,'],
    ['names posix.system in a line', '', 'cposix\nsystem\n', 'GLOBAL names posix.system,'],
    ['names builtins.eval', '', 'cbuiltins\neval\n', 'GLOBAL names builtins.eval,'],
    ['names builtins.getattr', '', 'c__builtin__\ngetattr\n', 'GLOBAL names __builtin__.getattr,'],
    ['names numpy.load', '', 'cnumpy\nload\n', 'GLOBAL names numpy.load,'],
    ['names what NumPy hides', '', 'cnumpy\ncore.x\n', 'GLOBAL names numpy.core.x,'],
    ['names a method of a class', '', 'cm\nModel.save\n', 'GLOBAL names m.Model.save,'],
    ['names an unknown class', '', 'c__main__\nLayer_Conv\n', 'names __main__.Layer_Conv,'],
    ['names what no name is', '', 'cos\tx\r\ny"\n', 'names "os\\tx\\r"."y\\"",'],
    ['names with a number', join('K\x01', text('x')), '\x93', 'wants two names, got 1 and "x"'],
    ['begins a name and ends', '', 'cos\nsystem', 'GLOBAL begins a line that does not end'],
    ['calls a class of the program', join(model, ')'), 'R', 'REDUCE calls __main__.Model,'],
    ['calls an array', join(emptyArray(), ')'), 'R', 'calls an unfinished array, which is no function'],
    ['calls without arguments', join(dtype, 'N'), 'R', 'calls numpy.dtype with None'],
    ['makes an object of a function', join(dtype, ')'), '\x81', 'NEWOBJ makes an object of numpy.dtype'],
    [
      'makes an object with arguments',
      join(model, 'N\x85'),
      '\x81',
      'with a tuple, which should be an empty',
    ],
    ['makes an object the old way', '(', 'im\nModel\n', 'INST is no opcode'],
    ['makes an object with named arguments', join(model, ')}'), '\x92', 'NEWOBJ_EX is no opcode'],
    ['asks for an outside object', 'N', 'Q', 'BINPERSID is no opcode'],
    ['asks for an extension', '', '\x82\x01', 'EXT1 is no opcode'],
    ['asks for a buffer that is elsewhere', '', '\x97', 'NEXT_BUFFER is no opcode'],
    ['has an opcode that does not exist', '', '\xff', '0xFF is no opcode'],
    ['gives an object a second state', join(model, ')\x81}b}'), 'b', 'gives a Model a second state'],
    ['gives an object a list for a state', join(model, ')\x81]'), 'b', 'gives a Model a list for a state'],
    ['gives a list a state', ']}', 'b', 'BUILD gives a state to a list'],
    ['adds to text', join(text('x'), 'N'), 'a', 'APPEND adds to "x", which is no list'],
    ['adds entries to a list', ']NN', 's', 'SETITEM adds entries to a list'],
    ['has a key without a value', '}(N', 'u', 'SETITEMS has a key without a value'],
    ['has a dict for a key', '}}N', 's', 'SETITEM uses a dict as a key'],
    ['takes from an empty stack', '', 'a', 'APPEND needs a value, but there is none'],
    ['takes from below a mark', '](N', 'a', 'APPEND needs a value, but there is none'],
    ['goes to a mark that is not there', 'N', 't', 'TUPLE needs a MARK, but there is none'],
    ['remembers nothing', '', '\x94', 'MEMOIZE needs a value'],
    ['asks the memo for what was not kept', '', 'j\xff\xff\xff\xff', 'asks for value 4294967295,'],
    ['leaves a value behind', 'NN', '.', 'STOP leaves a value or a MARK behind'],
    ['leaves a mark behind', 'N(', '.', 'STOP needs a value'],
    ['leaves an early mark behind', '(N', '.', 'STOP leaves a value or a MARK behind'],
    ['leaves nothing', '', '.', 'STOP needs a value'],
    ['goes on after its end', 'N', '.N', 'STOP ends the pickle, but 2 more bytes follow'],
    [
      'claims a text of 10 GB',
      '',
      join('\x8d', tenBillion),
      'BINUNICODE8 claims 10000000000 bytes, but only 1',
    ],
    ['claims bytes of 10 GB', '', join('\x8e', tenBillion), 'BINBYTES8 claims 10000000000 bytes, but only 1'],
    ['claims 2^64 bytes', '', join('\x96', '\xff'.repeat(8)), 'BYTEARRAY8 claims 18446744073709552000 bytes'],
    ['claims 4 GB', '', 'B\xff\xff\xff\xff', 'BINBYTES claims 4294967295 bytes, but only 1'],
    ['claims a frame of 10 GB', '', join('\x95', tenBillion), 'FRAME claims 10000000000 bytes, but only 1'],
    ['claims a number of 2 GB', '', '\x8b\0\0\0\x80', 'LONG4 claims 2147483648 bytes, but only 1'],
    ['has a number of 9 bytes', '', '\x8a\x09123456789', 'LONG1 holds a whole number of 9 bytes'],
    ['has a number beyond 2^53', '', '\x8a\x0812345678', 'a whole number beyond 2^53'],
    ['has text that is no UTF-8', '', '\x8c\x01\xff', 'SHORT_BINUNICODE holds text that is not UTF-8'],
    ['encodes another way', join(encode, tuple(text('a'), text('rot13'))), 'R', 'encodes "a" as "rot13"'],
    ['encodes a number', join(encode, tuple('K\x01', text('latin1'))), 'R', 'encodes 1 as "latin1"'],
    ['encodes what latin1 has not', join(encode, tuple(text('ā'), text('latin1'))), 'R', 'the character 257'],
    [
      'makes bytes by their number',
      join(global('builtins', 'bytes'), tuple('M\xff\xff')),
      'R',
      'makes bytes of',
    ],
    ['makes an array of a list', join(reconstruct, tuple(']')), 'R', 'makes an array of a list'],
    ['has a type of objects', join(dtype, tuple(text('O8'))), 'R', 'a NumPy type from "O8", but only bool,'],
    ['has a type of no order', join(float64, tuple('N', text('?'))), 'b', 'the byte order "?"'],
    ['has a type of no state', join(float64, 'N'), 'b', 'the byte order nothing'],
    [
      'gives an array a second state',
      join(rawArray([], float64, new Uint8Array(8)), ')'),
      'b',
      'a second state',
    ],
    [
      'gives an array half a state',
      join(emptyArray(), tuple('N')),
      'b',
      'gives an array a tuple for a state',
    ],
    [
      'has an array of few bytes',
      ...arrayState(twoByTwo, float64, eightBytes),
      'float64 of shape [2, 2] takes 32',
    ],
    [
      'has a shape below zero',
      ...arrayState(tuple(integer(-1)), float64, eightBytes),
      'whose shape is a tuple',
    ],
    ['has a shape of text', ...arrayState(text('x'), float64, eightBytes), 'whose shape is "x"'],
    ['has a shape past counting', ...arrayState(tuple(huge, huge, huge), float64, eightBytes), 'takes 7.9'],
    [
      'has 65 axes',
      ...arrayState(tuple('K\x01'.repeat(65)), float64, eightBytes),
      'makes an array of 65 axes',
    ],
    ['has an array of no type', ...arrayState(tuple(), 'N', eightBytes), 'whose type is None'],
    ['has an array of objects', ...arrayState(tuple(), float64, ']'), 'whose data is a list'],
    [
      'has a number of 9 bytes in all',
      join(scalar, tuple(float64, bytes(new Uint8Array(9)))),
      'R',
      'of 9 bytes',
    ],
  ];

  it.each(hostile)('%s is refused, with the byte', (_, before, rest, what) => {
    const at = 2 + join(before).length;
    expect(fault(pickle(before, rest))).toMatchObject({ message: expect.stringContaining(what), at });
  });

  it('has no end is refused, with the byte', () => {
    expect(fault(join('\x80\x04N'))).toMatchObject({
      message: expect.stringContaining('the file ends, without the opcode STOP'),
      at: 3,
    });
  });

  it('nests a hundred thousand lists is refused, and not followed', () => {
    expect(() => unpickle(pickle(']'.repeat(100_000), 'a'.repeat(99_999)))).toThrow('EMPTY_LIST is opcode 2');
  });

  it('nests ten thousand tuples is read, without a stack to overflow', () => {
    expect(unpickle(pickle('N', '\x85'.repeat(10_000)))).toMatchObject({ kind: 'tuple', at: 10_002 });
  });

  it('calls what a call gave is refused', () => {
    const nested = join(dtype, tuple(call(dtype, text('f8'))), 'R');
    expect(() => unpickle(pickle(nested))).toThrow('REDUCE makes a NumPy type from a dtype');
    expect(() => unpickle(pickle(list(call(call(dtype, text('f8'))))))).toThrow('REDUCE calls a dtype');
  });
});
