import { type DType, type Shape, UserError } from '@fmnist/core';

/** What the head of a .npy file says of the numbers that follow. */
export interface NpyHeader {
  readonly dtype: DType;
  readonly shape: Shape;
  /** Whether the first axis is the contiguous one, not the last. */
  readonly fortranOrder: boolean;
  /** Where the numbers begin. */
  readonly dataStart: number;
}

/** `\x93NUMPY` */
const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
/** The numbers begin at a multiple of this, so that a file mapped into memory is aligned. */
const ALIGNMENT = 64;
/** NumPy itself reads no longer header unless told to. */
const MAX_HEADER = 10_000;
/** NumPy 1 makes no array of more axes. */
const MAX_AXES = 32;

/** How NumPy calls the types of numbers: byte order, kind, bytes. One byte has no order. */
const descriptions: Readonly<Record<DType, string>> = {
  uint8: '|u1',
  int32: '<i4',
  float32: '<f4',
  float64: '<f8',
};
const dtypes: ReadonlyMap<string, DType> = new Map([
  ['|u1', 'uint8'],
  ['<u1', 'uint8'],
  ['<i4', 'int32'],
  ['<f4', 'float32'],
  ['<f8', 'float64'],
]);

/**
 * The head of a .npy file of version 1.0: the magic string, the version, the length of the rest in two bytes, and a
 * Python dictionary as text, padded with spaces and ended by a newline
 * (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html).
 * @throws UserError where there are more axes than NumPy has.
 */
export function writeNpyHeader(dtype: DType, shape: Shape): Uint8Array<ArrayBuffer> {
  if (shape.length > MAX_AXES) {
    throw new UserError(`NumPy arrays have at most ${MAX_AXES} axes, got a tensor with ${shape.length}`);
  }
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const text = `{'descr': '${descriptions[dtype]}', 'fortran_order': False, 'shape': ${tuple}, }`;
  const start = MAGIC.length + 4;
  const header = new Uint8Array(Math.ceil((start + text.length + 1) / ALIGNMENT) * ALIGNMENT).fill(0x20);
  header.set(MAGIC);
  header.set([1, 0], MAGIC.length);
  new DataView(header.buffer).setUint16(MAGIC.length + 2, header.length - start, true);
  header.set(new TextEncoder().encode(text), start);
  header[header.length - 1] = 0x0a;
  return header;
}

/**
 * Reads the head of a .npy file of version 1.0, 2.0 or 3.0.
 * @param where what error messages call the file
 * @throws UserError where it is no such file, or holds what we have no tensors for.
 */
export function readNpyHeader(bytes: Uint8Array, where: string): NpyHeader {
  const [major, minor] = bytes.subarray(MAGIC.length, MAGIC.length + 2);
  if (bytes.length < MAGIC.length + 4 || MAGIC.some((byte, index) => bytes[index] !== byte)) {
    throw new UserError(`${where} is no .npy file: it does not begin as one`);
  }
  if (major < 1 || major > 3 || minor !== 0) {
    throw new UserError(`${where} is a .npy file of version ${major}.${minor}; known are 1.0, 2.0 and 3.0`);
  }
  const lengthBytes = major === 1 ? 2 : 4;
  const start = MAGIC.length + 2 + lengthBytes;
  if (bytes.length < start) throw new UserError(`${where} is cut off inside its header`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = lengthBytes === 2 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (length > MAX_HEADER) {
    throw new UserError(`${where} claims a header of ${length} bytes; at most ${MAX_HEADER} are allowed`);
  }
  const dataStart = start + length;
  if (bytes.length < dataStart) throw new UserError(`${where} is cut off inside its header`);
  const fields = parseDictionary(new TextDecoder().decode(bytes.subarray(start, dataStart)), where);
  return {
    dtype: readDescription(fields.get('descr'), where),
    shape: readShape(fields.get('shape'), where),
    fortranOrder: readBoolean(fields.get('fortran_order'), where),
    dataStart,
  };
}

/** A key, a colon, and a value without a comma outside parentheses; then a comma, or the end. */
const FIELD =
  /\s*(['"])(descr|fortran_order|shape)\1\s*:\s*('[^']*'|"[^"]*"|True|False|\([\d, ]*\))\s*(?:,|(?=\}))/y;

/** The Python dictionary that NumPy writes: three keys, in any order, each with a literal. Nothing is evaluated. */
function parseDictionary(text: string, where: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  const trimmed = text.trim();
  FIELD.lastIndex = 1;
  let end = 1;
  for (let match = FIELD.exec(trimmed); match; match = FIELD.exec(trimmed)) {
    const [, , key, value] = match;
    if (fields.has(key)) throw new UserError(`${where} has "${key}" twice in its header`);
    fields.set(key, value);
    end = FIELD.lastIndex;
  }
  if (!trimmed.startsWith('{') || trimmed.slice(end).trim() !== '}' || fields.size !== 3) {
    throw new UserError(
      `${where} must have descr, fortran_order and shape in its header, and nothing else, got ${show(trimmed)}`,
    );
  }
  return fields;
}

function readDescription(literal: string | undefined, where: string): DType {
  const description = literal?.slice(1, -1) ?? '';
  const dtype = dtypes.get(description);
  if (dtype) return dtype;
  if (description.startsWith('>')) {
    throw new UserError(
      `${where} holds ${show(description)}, most significant byte first: save array.astype('<${description.slice(1)}')`,
    );
  }
  throw new UserError(
    `${where} holds ${show(description)}; known are ${[...dtypes.keys()].join(', ')}: save array.astype('<f4')`,
  );
}

function readShape(literal: string | undefined, where: string): number[] {
  const items = (literal ?? '').replace(/^\(|,? *\)$/g, '');
  const shape =
    items === '' ? [] : items.split(',').map((item) => (item.trim() === '' ? Number.NaN : Number(item)));
  const size = shape.reduce((product, length) => product * length, 1);
  if (!literal?.startsWith('(') || shape.length > MAX_AXES || !Number.isSafeInteger(size)) {
    throw new UserError(`${where} has the shape ${show(literal ?? '')}, which no array has`);
  }
  return shape;
}

function readBoolean(literal: string | undefined, where: string): boolean {
  if (literal === 'True' || literal === 'False') return literal === 'True';
  throw new UserError(`${where} must have a fortran_order of True or False, got ${show(literal ?? '')}`);
}

/** Text of a file as an error message shows it. */
function show(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 77)}…` : text);
}
