import { expect } from 'vitest';
import { importOriginal, OriginalFileError } from '../../src/original';

/** Writes pickles by hand, also such as Python never would. A part is an opcode or several as text, or their bytes. */
export type Part = string | Uint8Array;

/** Parts one after another; the characters of a text are bytes. */
export function join(...parts: readonly Part[]): Uint8Array {
  const pieces = parts.map((part) =>
    typeof part === 'string' ? Uint8Array.from(part, (character) => character.charCodeAt(0)) : part,
  );
  const joined = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let position = 0;
  for (const piece of pieces) {
    joined.set(piece, position);
    position += piece.length;
  }
  return joined;
}

/** A whole pickle of protocol 4: PROTO before the parts and STOP after them. */
export function pickle(...parts: readonly Part[]): Uint8Array {
  return join('\x80\x04', ...parts, '.');
}

/** A number of so many bytes, little-endian. */
export function little(value: number | bigint, bytes: number): Uint8Array {
  return Uint8Array.from({ length: bytes }, (_, index) =>
    Number((BigInt(value) >> BigInt(8 * index)) & 255n),
  );
}

export function text(value: string): Uint8Array {
  const bytes = new TextEncoder().encode(value);
  return join('X', little(bytes.length, 4), bytes);
}

export function float(value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value);
  return join('G', bytes);
}

export function integer(value: number): Uint8Array {
  return join('J', little(value, 4));
}

export function bytes(value: Uint8Array): Uint8Array {
  return join('B', little(value.length, 4), value);
}

export function tuple(...items: readonly Part[]): Uint8Array {
  return join('(', ...items, 't');
}

export function list(...items: readonly Part[]): Uint8Array {
  return join('](', ...items, 'e');
}

export function dict(entries: Readonly<Record<string, Part>>): Uint8Array {
  return join('}(', ...Object.entries(entries).flatMap(([name, value]) => [text(name), value]), 'u');
}

export function global(module: string, name: string): Uint8Array {
  return join(text(module), text(name), '\x93');
}

export function call(callee: Part, ...args: readonly Part[]): Uint8Array {
  return join(callee, tuple(...args), 'R');
}

export function dtype(code = 'f8', order = '<'): Uint8Array {
  const state = tuple(integer(3), text(order), 'N', 'N', 'N', integer(-1), integer(-1), integer(0));
  return join(call(global('numpy', 'dtype'), text(code), '\x89', '\x88'), state, 'b');
}

export interface ArrayOptions {
  readonly type?: 'f4' | 'f8';
  readonly order?: '<' | '>';
  readonly fortran?: boolean;
}

/** A NumPy array of one or two axes, from numbers in C's order. */
export function array(
  shape: readonly number[],
  numbers: ArrayLike<number>,
  { type = 'f8', order = '<', fortran = false }: ArrayOptions = {},
): Uint8Array {
  const size = type === 'f8' ? 8 : 4;
  const data = new Uint8Array(size * numbers.length);
  const view = new DataView(data.buffer);
  const [rows, columns] = shape.length === 2 ? shape : [1, shape[0]];
  for (let i = 0; i < numbers.length; i++) {
    const value = numbers[fortran ? (i % rows) * columns + Math.floor(i / rows) : i];
    if (type === 'f8') view.setFloat64(size * i, value, order === '<');
    else view.setFloat32(size * i, value, order === '<');
  }
  return rawArray(shape, dtype(type, order), data, fortran);
}

export function rawArray(
  shape: readonly number[],
  type: Part,
  data: Uint8Array,
  fortran = false,
): Uint8Array {
  const state = tuple(integer(1), tuple(...shape.map(integer)), type, fortran ? '\x88' : '\x89', bytes(data));
  return join(emptyArray(), state, 'b');
}

/** An array that was not given its state. */
export function emptyArray(): Uint8Array {
  return call(
    global('numpy._core.multiarray', '_reconstruct'),
    global('numpy', 'ndarray'),
    tuple(integer(0)),
    bytes(join('b')),
  );
}

/** An array of zeros. */
export function zeros(...shape: readonly number[]): Uint8Array {
  return array(shape, new Float64Array(shape.reduce((size, length) => size * length, 1)));
}

/** An object of a class of the program. */
export function object(name: string, attributes?: Readonly<Record<string, Part>>): Uint8Array {
  return join(global('__main__', name), ')\x81', ...(attributes ? [dict(attributes), 'b'] : []));
}

export function denseLayer(
  inputs: number,
  outputs: number,
  others: Readonly<Record<string, Part>> = {},
): Uint8Array {
  return object('Layer_Dense', { weights: zeros(inputs, outputs), biases: zeros(1, outputs), ...others });
}

/** A pickled model of one dense layer and Softmax, unless `parts` say otherwise. */
export function modelFile(parts: Readonly<Record<string, Part>> = {}): Uint8Array {
  return pickle(object('Model', { layers: list(denseLayer(3, 2), object('Activation_Softmax')), ...parts }));
}

/** What refuses a file: one sentence, with the byte. Fails where the file is imported or anything else is thrown. */
export function refusal(file: Uint8Array): OriginalFileError {
  try {
    importOriginal(file);
  } catch (error) {
    return expectRefusal(error);
  }
  throw new Error('The file was imported');
}

/** Whether a file is imported; where it is not, it must be refused as {@link refusal} says. */
export function isImported(file: Uint8Array): boolean {
  try {
    importOriginal(file);
  } catch (error) {
    expectRefusal(error);
    return false;
  }
  return true;
}

const SENTENCE = /^Not a file of the original program that can be read: at byte \d+ [^\n]{1,250}$/;

function expectRefusal(error: unknown): OriginalFileError {
  if (!(error instanceof OriginalFileError)) throw error;
  expect(error.message).toMatch(SENTENCE);
  return error;
}
