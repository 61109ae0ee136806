import { UserError } from '../errors';
import { allocate, bytesPerElement, type DType } from '../tensor/dtype';
import { formatShape, sizeOf } from '../tensor/shape';
import { Tensor } from '../tensor/tensor';
import { isPlainObject } from './plain-object';
import { parseStrictJson } from './strict-json';

/** The ways a safetensors file can lie. */
export type SafetensorsFault =
  | 'file-too-short'
  | 'header-too-large'
  | 'header-past-end'
  | 'header-not-utf8'
  | 'header-not-json'
  | 'header-too-deep'
  | 'header-not-object'
  | 'duplicate-key'
  | 'forbidden-key'
  | 'bad-metadata'
  | 'bad-entry'
  | 'unknown-dtype'
  | 'unsupported-dtype'
  | 'bad-shape'
  | 'bad-offsets'
  | 'offsets-past-end'
  | 'size-mismatch'
  | 'hole'
  | 'overlap'
  | 'trailing-bytes';

/** A file that is no safetensors file, or one that contradicts itself. */
export class SafetensorsError extends UserError {
  override name = 'SafetensorsError';

  constructor(
    readonly code: SafetensorsFault,
    message: string,
  ) {
    super(`Not a safetensors file that can be read: ${message}`);
  }
}

/** What a safetensors file holds. */
export interface SafetensorsFile {
  /** By name, in the order of their bytes in the file. */
  readonly tensors: ReadonlyMap<string, Tensor>;
  readonly metadata: Readonly<Record<string, string>>;
}

const HEADER_LIMIT = 100_000_000;
const LENGTH_BYTES = 8;
const METADATA = '__metadata__';

const dtypeOfName = new Map<string, DType>([
  ['F32', 'float32'],
  ['F64', 'float64'],
  ['U8', 'uint8'],
  ['I32', 'int32'],
]);
const nameOfDtype = new Map([...dtypeOfName].map(([name, dtype]) => [dtype, name]));
/** The format's other types, which we have no tensors for. */
const otherTypes = new Set(
  'BOOL I8 F8_E4M3 F8_E5M2 F8_E8M0 F4 F6_E2M3 F6_E3M2 I16 U16 F16 BF16 U32 I64 U64 C64'.split(' '),
);

interface Entry {
  readonly name: string;
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

/**
 * Writes the safetensors format (Hugging Face): 8 bytes with the length of the header, the header as JSON, the
 * tensors' bytes one after another, little-endian. Tensors with larger elements come first, in the order given, so
 * that each is aligned to its element size without holes, which the format forbids; the header is padded with spaces
 * so that the first is aligned to 8 bytes. The same tensors give the same bytes.
 */
export function writeSafetensors(
  tensors: ReadonlyMap<string, Tensor>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array<ArrayBuffer> {
  const ordered = [...tensors].sort(([, a], [, b]) => bytesPerElement(b.dtype) - bytesPerElement(a.dtype));
  const header: [string, unknown][] = [];
  if (Object.keys(metadata).length > 0) header.push([METADATA, metadata]);
  let offset = 0;
  for (const [name, { dtype, shape, data }] of ordered) {
    if (name === METADATA || name === '__proto__') throw new UserError(`A tensor cannot be named "${name}"`);
    header.push([
      name,
      { dtype: nameOfDtype.get(dtype), shape, data_offsets: [offset, offset + data.byteLength] },
    ]);
    offset += data.byteLength;
  }
  const json = `{${header.map(([name, entry]) => `${JSON.stringify(name)}:${JSON.stringify(entry)}`).join(',')}}`;
  const text = new TextEncoder().encode(json);
  const headerLength = Math.ceil(text.length / 8) * 8;
  const bytes = new Uint8Array(LENGTH_BYTES + headerLength + offset);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(headerLength), true);
  bytes.fill(0x20, LENGTH_BYTES, LENGTH_BYTES + headerLength);
  bytes.set(text, LENGTH_BYTES);
  let position = LENGTH_BYTES + headerLength;
  for (const [, { data }] of ordered) {
    bytes.set(
      littleEndian(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), data.BYTES_PER_ELEMENT),
      position,
    );
    position += data.byteLength;
  }
  return bytes;
}

/**
 * Reads the safetensors format, and checks all that the reference reader checks: the tensors lie one after another,
 * without a hole, an overlap or a byte left over, each as long as its shape and type say. The tensors are copies.
 *
 * @throws SafetensorsError with a `code` for each way the file can lie.
 */
export function readSafetensors(bytes: Uint8Array): SafetensorsFile {
  const { header, dataStart } = readHeader(bytes);
  const entries: Entry[] = [];
  let metadata: Record<string, string> = {};
  for (const [name, value] of Object.entries(header)) {
    if (name === METADATA) metadata = parseMetadata(value);
    else entries.push(parseEntry(name, value));
  }
  entries.sort((a, b) => a.begin - b.begin || a.end - b.end);
  checkLayout(entries, bytes.length - dataStart);
  const tensors = new Map<string, Tensor>();
  for (const { name, dtype, shape, begin, end } of entries) {
    const data = allocate(dtype, sizeOf(shape));
    new Uint8Array(data.buffer).set(
      littleEndian(bytes.subarray(dataStart + begin, dataStart + end), data.BYTES_PER_ELEMENT),
    );
    tensors.set(name, new Tensor(data, shape));
  }
  return { tensors, metadata };
}

function readHeader(bytes: Uint8Array): { header: object; dataStart: number } {
  if (bytes.length < LENGTH_BYTES) {
    throw new SafetensorsError(
      'file-too-short',
      `it has ${bytes.length} bytes, fewer than the 8 of its header’s length`,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getBigUint64(0, true);
  if (length > HEADER_LIMIT) {
    throw new SafetensorsError(
      'header-too-large',
      `it does not begin as a safetensors file does: its header claims ${length} bytes; at most ${HEADER_LIMIT} are allowed`,
    );
  }
  const dataStart = LENGTH_BYTES + Number(length);
  if (dataStart > bytes.length) {
    throw new SafetensorsError(
      'header-past-end',
      `its header claims ${length} bytes, but only ${bytes.length - LENGTH_BYTES} follow`,
    );
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      bytes.subarray(LENGTH_BYTES, dataStart),
    );
  } catch {
    throw new SafetensorsError('header-not-utf8', 'its header is not UTF-8 text');
  }
  const parsed = parseStrictJson(text);
  if ('fault' in parsed) {
    const { fault } = parsed;
    switch (fault.kind) {
      case 'syntax':
        throw new SafetensorsError('header-not-json', 'its header is not JSON');
      case 'depth':
        throw new SafetensorsError('header-too-deep', 'its header is nested deeper than any real one');
      case 'duplicate-key':
        throw new SafetensorsError('duplicate-key', `its header has the key "${fault.key}" twice`);
      case 'forbidden-key':
        throw new SafetensorsError(
          'forbidden-key',
          `its header has the key "${fault.key}", which is not allowed`,
        );
    }
  }
  const { value } = parsed;
  if (!isPlainObject(value) || !text.startsWith('{')) {
    throw new SafetensorsError('header-not-object', 'its header must be a JSON object that begins with {');
  }
  return { header: value, dataStart };
}

function parseMetadata(value: unknown): Record<string, string> {
  if (!isPlainObject(value)) {
    throw new SafetensorsError('bad-metadata', `its ${METADATA} must be an object of strings`);
  }
  const metadata: Record<string, string> = {};
  for (const [key, text] of Object.entries(value)) {
    if (typeof text !== 'string') {
      throw new SafetensorsError('bad-metadata', `"${key}" of its ${METADATA} must be a string`);
    }
    metadata[key] = text;
  }
  return metadata;
}

function parseEntry(name: string, value: unknown): Entry {
  const wrong = (code: SafetensorsFault, what: string) =>
    new SafetensorsError(code, `tensor "${name}" ${what}`);
  if (
    !isPlainObject(value) ||
    !('dtype' in value && 'shape' in value && 'data_offsets' in value) ||
    Object.keys(value).length !== 3
  ) {
    throw wrong('bad-entry', 'must have dtype, shape and data_offsets, and nothing else');
  }
  const { dtype: typeName, shape, data_offsets: offsets } = value;
  const dtype = typeof typeName === 'string' ? dtypeOfName.get(typeName) : undefined;
  if (!dtype) {
    if (typeof typeName === 'string' && otherTypes.has(typeName)) {
      throw wrong(
        'unsupported-dtype',
        `holds ${typeName}; only ${[...dtypeOfName.keys()].join(', ')} are supported`,
      );
    }
    throw wrong('unknown-dtype', `has the type ${JSON.stringify(typeName)}, which the format does not know`);
  }
  if (!isListOfNaturals(shape)) throw wrong('bad-shape', 'must have a shape of whole numbers ≥ 0');
  const byteLength = sizeOf(shape) * bytesPerElement(dtype);
  if (!Number.isSafeInteger(byteLength)) {
    throw wrong(
      'bad-shape',
      `has the shape ${formatShape(shape)}, which holds more elements than can be counted`,
    );
  }
  if (!isListOfNaturals(offsets) || offsets.length !== 2 || offsets[0] > offsets[1]) {
    throw wrong(
      'bad-offsets',
      'must have two data_offsets, whole numbers ≥ 0, the first not after the second',
    );
  }
  const [begin, end] = offsets;
  if (end - begin !== byteLength) {
    throw wrong(
      'size-mismatch',
      `has ${end - begin} bytes, but ${typeName} of shape ${formatShape(shape)} takes ${byteLength}`,
    );
  }
  return { name, dtype, shape, begin, end };
}

/** @param length bytes after the header */
function checkLayout(entries: readonly Entry[], length: number): void {
  let position = 0;
  for (const { name, begin, end } of entries) {
    if (begin > position) {
      throw new SafetensorsError(
        'hole',
        `bytes ${position} to ${begin} before tensor "${name}" belong to no tensor`,
      );
    }
    if (begin < position) {
      throw new SafetensorsError(
        'overlap',
        `tensor "${name}" begins at byte ${begin}, inside the one before it`,
      );
    }
    if (end > length) {
      throw new SafetensorsError(
        'offsets-past-end',
        `tensor "${name}" ends at byte ${end} of the data, but there are only ${length}`,
      );
    }
    position = end;
  }
  if (position !== length) {
    throw new SafetensorsError(
      'trailing-bytes',
      `${length - position} bytes after the last tensor belong to no tensor`,
    );
  }
}

function isListOfNaturals(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => Number.isSafeInteger(item) && item >= 0);
}

const hostIsLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** Elements between the host's byte order and the file's. */
function littleEndian(bytes: Uint8Array, elementSize: number): Uint8Array {
  if (hostIsLittleEndian || elementSize === 1) return bytes;
  const swapped = bytes.slice();
  for (let i = 0; i < swapped.length; i += elementSize) swapped.subarray(i, i + elementSize).reverse();
  return swapped;
}
