import { UserError } from '@fmnist/core';

/** The typed arrays the IDX format can hold. */
export type IdxData = Uint8Array | Int8Array | Int16Array | Int32Array | Float32Array | Float64Array;

/** A block of numbers as an IDX file holds it, row-major. */
export interface IdxArray {
  readonly shape: readonly number[];
  readonly data: IdxData;
}

/** The ways an IDX file can lie. */
export type IdxFault =
  | 'too-short'
  | 'bad-magic'
  | 'unknown-type'
  | 'no-dimensions'
  | 'truncated-header'
  | 'too-many-elements'
  | 'truncated-data'
  | 'trailing-bytes';

/** A file that is no IDX file, or one that contradicts itself. */
export class IdxError extends UserError {
  override name = 'IdxError';

  constructor(
    readonly code: IdxFault,
    message: string,
  ) {
    super(message);
  }
}

type IdxConstructor =
  | Uint8ArrayConstructor
  | Int8ArrayConstructor
  | Int16ArrayConstructor
  | Int32ArrayConstructor
  | Float32ArrayConstructor
  | Float64ArrayConstructor;

const constructors = new Map<number, IdxConstructor>([
  [0x08, Uint8Array],
  [0x09, Int8Array],
  [0x0b, Int16Array],
  [0x0c, Int32Array],
  [0x0d, Float32Array],
  [0x0e, Float64Array],
]);

/**
 * Reads the IDX format of the MNIST files: two zero bytes, a type code, the number of dimensions, each dimension as a
 * big-endian 32-bit number, then the elements, big-endian. Every claim is checked against the bytes that are there
 * before room is made for them.
 *
 * @param name what messages call the file
 * @throws IdxError with a `code` for each way the file can lie.
 */
export function decodeIdx(bytes: Uint8Array, name = 'The IDX file'): IdxArray {
  const fault = (code: IdxFault, what: string) => new IdxError(code, `${name} is no sound IDX file: ${what}`);
  if (bytes.length < 4) throw fault('too-short', `it has ${bytes.length} bytes, its head alone takes 4`);
  const [zero, alsoZero, type, rank] = bytes;
  if (zero !== 0 || alsoZero !== 0) {
    throw fault('bad-magic', `it must begin with two zero bytes, but begins with ${zero} ${alsoZero}`);
  }
  const Elements = constructors.get(type);
  if (!Elements)
    throw fault('unknown-type', `there is no element type 0x${type.toString(16).padStart(2, '0')}`);
  if (rank === 0) throw fault('no-dimensions', 'it claims no dimensions');
  const dataStart = 4 + 4 * rank;
  if (bytes.length < dataStart) {
    throw fault(
      'truncated-header',
      `${rank} dimensions take a head of ${dataStart} bytes, but it has ${bytes.length}`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shape = Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis));
  const count = shape.reduce((product, length) => product * length, 1);
  const expected = count * Elements.BYTES_PER_ELEMENT;
  const found = bytes.length - dataStart;
  if (!Number.isSafeInteger(expected)) {
    throw fault(
      'too-many-elements',
      `the shape ${shape.join(' × ')} holds more elements than can be counted`,
    );
  }
  const claim = `the shape ${shape.join(' × ')} takes ${expected} bytes of data`;
  if (found < expected) throw fault('truncated-data', `${claim}, but only ${found} are there`);
  if (found > expected) throw fault('trailing-bytes', `${claim}, but ${found} are there`);
  const data = new Elements(count);
  new Uint8Array(data.buffer).set(bigEndian(bytes.subarray(dataStart), Elements.BYTES_PER_ELEMENT));
  return { shape, data };
}

/** Writes the IDX format. @throws UserError where the shape does not fit the data, or the format. */
export function encodeIdx({ shape, data }: IdxArray): Uint8Array<ArrayBuffer> {
  const count = shape.reduce((product, length) => product * length, 1);
  const fits = shape.every((length) => Number.isInteger(length) && length >= 0 && length < 2 ** 32);
  if (shape.length === 0 || shape.length > 255 || !fits || count !== data.length) {
    throw new UserError(`An IDX file cannot hold ${data.length} elements in the shape ${shape.join(' × ')}`);
  }
  const type = [...constructors].find(([, Elements]) => data instanceof Elements)?.[0] ?? 0;
  const dataStart = 4 + 4 * shape.length;
  const bytes = new Uint8Array(dataStart + data.byteLength);
  bytes.set([0, 0, type, shape.length]);
  const view = new DataView(bytes.buffer);
  shape.forEach((length, axis) => {
    view.setUint32(4 + 4 * axis, length);
  });
  const raw = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  bytes.set(bigEndian(raw, data.BYTES_PER_ELEMENT), dataStart);
  return bytes;
}

const hostIsBigEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 0;

/** Elements between the host's byte order and the file's. */
function bigEndian(bytes: Uint8Array, elementSize: number): Uint8Array {
  if (hostIsBigEndian || elementSize === 1) return bytes;
  const swapped = bytes.slice();
  for (let i = 0; i < swapped.length; i += elementSize) swapped.subarray(i, i + elementSize).reverse();
  return swapped;
}
