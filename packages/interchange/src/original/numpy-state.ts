import { elementTypes } from './element-type';
import type { PickleReader } from './pickle-reader';
import {
  type ArrayContent,
  describe,
  formatShape,
  isKind,
  type PickledArray,
  type PickledDtype,
  type PickledTuple,
  type PickleValue,
} from './pickle-value';

/** How NumPy pickles its objects: `array_reduce` and `arraydescr_reduce` in numpy/_core/src/multiarray. */

/** As many as NumPy 2 has (`NPY_MAXDIMS`). */
const MAX_AXES = 64;

/**
 * The arguments of `numpy.dtype`: a code, and two flags of no meaning here.
 * @throws OriginalFileError for types of no numbers.
 */
export function makeDtype(reader: PickleReader, { items: [code] }: PickledTuple): PickledDtype {
  const type = typeof code === 'string' ? elementTypes.get(code) : undefined;
  if (!type) {
    const known = [...elementTypes.values()].map(({ name }) => name).join(', ');
    throw reader.fault(`makes a NumPy type from ${describe(code)}, but only ${known} are known`);
  }
  return { kind: 'dtype', at: reader.at, type, littleEndian: true };
}

/**
 * The state of a dtype: version, byte order, and what only types of several fields have.
 * @throws OriginalFileError where it is anything else.
 */
export function setDtypeState(reader: PickleReader, dtype: PickledDtype, state: PickleValue): void {
  const order = isKind(state, 'tuple') ? state.items[1] : undefined;
  if (order !== '<' && order !== '>' && order !== '|') {
    throw reader.fault(
      `gives a NumPy type the byte order ${describe(order)}, which should be "<", ">" or "|"`,
    );
  }
  dtype.littleEndian = order !== '>';
}

/**
 * The state of an array: version, shape, dtype, whether it is in Fortran's order, and its bytes.
 * @throws OriginalFileError where it is anything else, or a part contradicts another.
 */
export function setArrayState(reader: PickleReader, array: PickledArray, state: PickleValue): void {
  if (array.content) throw reader.fault('gives an array a second state');
  if (!isKind(state, 'tuple') || state.items.length !== 5) {
    throw reader.fault(`gives an array ${describe(state)} for a state, which should be a tuple of 5`);
  }
  const [, shape, dtype, fortran, bytes] = state.items;
  array.content = arrayContent(reader, shape, dtype, fortran === true, bytes);
}

/** The arguments of `_frombuffer`: bytes, dtype, shape and order. @throws OriginalFileError where they are others. */
export function makeArrayFromBuffer(reader: PickleReader, { items }: PickledTuple): PickledArray {
  const [bytes, dtype, shape, order] = items;
  return { kind: 'array', at: reader.at, content: arrayContent(reader, shape, dtype, order === 'F', bytes) };
}

/** The arguments of `scalar`: dtype and bytes. @throws OriginalFileError where they are others. */
export function makeScalar(reader: PickleReader, { items }: PickledTuple): number | boolean {
  const [dtype, bytes] = items;
  const { type, littleEndian, ...content } = arrayContent(reader, emptyTuple, dtype, false, bytes);
  const view = new DataView(content.bytes.buffer, content.bytes.byteOffset, content.bytes.byteLength);
  const value = type.read(view, 0, littleEndian);
  return type.name === 'bool' ? value !== 0 : value;
}

const emptyTuple: PickledTuple = { kind: 'tuple', at: 0, items: [] };

function arrayContent(
  reader: PickleReader,
  shape: PickleValue | undefined,
  dtype: PickleValue | undefined,
  fortran: boolean,
  bytes: PickleValue | undefined,
): ArrayContent {
  const wrong = (part: string, value: PickleValue | undefined) =>
    reader.fault(`makes a NumPy value whose ${part} is ${describe(value)}`);
  if (!isKind(shape, 'tuple') || !shape.items.every(isLength)) throw wrong('shape', shape);
  if (shape.items.length > MAX_AXES) throw reader.fault(`makes an array of ${shape.items.length} axes`);
  if (!isKind(dtype, 'dtype')) throw wrong('type', dtype);
  if (!isKind(bytes, 'bytes')) throw wrong('data', bytes);
  const { type, littleEndian } = dtype;
  const lengths = shape.items.filter(isLength);
  const wanted = lengths.reduce((product, length) => product * length, type.bytes);
  if (wanted !== bytes.bytes.length) {
    throw reader.fault(
      `makes an array of ${bytes.bytes.length} bytes, but ${type.name} of shape ${formatShape(lengths)} takes ${wanted}`,
    );
  }
  return { shape: lengths, type, littleEndian, fortran, bytes: bytes.bytes };
}

function isLength(value: PickleValue): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
