import { UserError } from '@fmnist/core';

/** One file of a zip archive, as the archive's directory describes it. */
export interface ZipEntry {
  readonly name: string;
  readonly compressed: boolean;
  readonly crc: number;
  /** The bytes as they stand in the archive, a view of it. */
  readonly stored: Uint8Array;
  /** The number of bytes they stand for. */
  readonly size: number;
}

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_LENGTH = 22;
const ENTRY_LENGTH = 46;
const LOCAL_LENGTH = 30;
const MAX_COMMENT = 0xffff;

const ENCRYPTED_FLAG = 1;
const STORED = 0;
const DEFLATED = 8;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Lists a zip archive by its central directory, at its end, as PKWARE's APPNOTE 6.3 says; what stands before each file
 * is only stepped over. Nothing is unpacked. Archives of more than 4 GB, of many disks, or encrypted ones are refused.
 *
 * @param where what error messages call the archive
 * @throws UserError where the bytes are no such archive, or one that contradicts itself.
 */
export function readZipDirectory(bytes: Uint8Array, where: string): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view, where);
  const count = view.getUint16(end + 10, true);
  const directoryEnd = view.getUint32(end + 16, true) + view.getUint32(end + 12, true);
  if (view.getUint32(end + 4, true) !== 0 || view.getUint16(end + 8, true) !== count) {
    throw new UserError(`${where} is one part of an archive of many: join the parts first`);
  }
  if (count === 0xffff || directoryEnd > end) {
    throw new UserError(`${where} is damaged, or an archive of more than 4 GB, which is not supported`);
  }
  const entries: ZipEntry[] = [];
  const names = new Set<string>();
  let position = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index++) {
    if (position + ENTRY_LENGTH > directoryEnd || view.getUint32(position, true) !== ENTRY_SIGNATURE) {
      throw new UserError(`${where} is damaged: its directory has no entry ${index} at byte ${position}`);
    }
    const headerLength =
      ENTRY_LENGTH + [28, 30, 32].reduce((sum, at) => sum + view.getUint16(position + at, true), 0);
    if (position + headerLength > directoryEnd) {
      throw new UserError(`${where} is damaged: entry ${index} of its directory runs past the end`);
    }
    const entry = readEntry(bytes, view, position, `${where}, entry ${index}`);
    if (names.has(entry.name)) throw new UserError(`${where} has "${entry.name}" twice`);
    names.add(entry.name);
    entries.push(entry);
    position += headerLength;
  }
  if (position !== directoryEnd) {
    throw new UserError(`${where} is damaged: its directory is longer than its ${count} entries`);
  }
  return entries;
}

/** The end record is the archive's last thing but for a comment, whose length it tells. */
function findEnd(view: DataView, where: string): number {
  const last = view.byteLength - END_LENGTH;
  for (let position = last; position >= Math.max(0, last - MAX_COMMENT); position--) {
    if (view.getUint32(position, true) !== END_SIGNATURE) continue;
    if (position + END_LENGTH + view.getUint16(position + 20, true) === view.byteLength) return position;
  }
  throw new UserError(`${where} is no zip archive, or is cut off: it does not end as one`);
}

function readEntry(bytes: Uint8Array, view: DataView, position: number, where: string): ZipEntry {
  const nameEnd = position + ENTRY_LENGTH + view.getUint16(position + 28, true);
  const name = decodeName(bytes.subarray(position + ENTRY_LENGTH, nameEnd), where);
  const flags = view.getUint16(position + 8, true);
  const method = view.getUint16(position + 10, true);
  const storedSize = view.getUint32(position + 20, true);
  const size = view.getUint32(position + 24, true);
  if (flags & ENCRYPTED_FLAG) throw new UserError(`${where}, "${name}", is encrypted`);
  if (method !== STORED && method !== DEFLATED) {
    throw new UserError(
      `${where}, "${name}", is compressed by method ${method}; known are 0 (stored) and 8 (deflate)`,
    );
  }
  if (method === STORED && size !== storedSize) {
    throw new UserError(`${where}, "${name}", is stored in ${storedSize} bytes, but claims to be ${size}`);
  }
  const local = view.getUint32(position + 42, true);
  if (local + LOCAL_LENGTH > bytes.length || view.getUint32(local, true) !== LOCAL_SIGNATURE) {
    throw new UserError(`${where}, "${name}", does not begin at byte ${local}, where it should`);
  }
  const start = local + LOCAL_LENGTH + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  if (start + storedSize > bytes.length) {
    throw new UserError(
      `${where}, "${name}", ends at byte ${start + storedSize}, past the end of the archive`,
    );
  }
  return {
    name,
    compressed: method === DEFLATED,
    crc: view.getUint32(position + 16, true),
    stored: bytes.subarray(start, start + storedSize),
    size,
  };
}

function decodeName(bytes: Uint8Array, where: string): string {
  try {
    return utf8.decode(bytes);
  } catch (error) {
    throw new UserError(`${where} has a name that is not UTF-8`, { cause: error });
  }
}
