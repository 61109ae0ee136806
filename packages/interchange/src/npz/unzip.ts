import { UserError } from '@fmnist/core';
import { Inflate } from 'fflate';
import { crc32 } from './crc32';
import { readZipDirectory, type ZipEntry } from './zip-directory';

/** A file of an archive, unpacked when it is asked for. */
export interface ArchivedFile {
  readonly name: string;
  /** A copy of its bytes. @throws UserError where they are not what the archive's directory says. */
  readonly unpack: () => Uint8Array<ArrayBuffer>;
}

/** All files together may unpack to this many times the archive's length, … */
const MAX_EXPANSION = 10;
/** … and this many bytes in any case, so that small archives may be as compressed as they like. */
const FREE_BYTES = 2 ** 20;
/** How much is inflated at once: at most 1,032 times as much comes out, and is then found to be too much. */
const SLICE = 4096;

/**
 * The files of a zip archive. Deflate can make a thousand bytes of one, so the directory's sizes are checked before
 * anything is unpacked: all together, files that share bytes counted each, may be ten times as large as the archive and
 * a megabyte. A file that unpacks to more than its size is given up as soon as it does.
 *
 * @param where what error messages call the archive
 * @throws UserError where the bytes are no zip archive, or one that contradicts itself or claims too much.
 */
export function unzip(bytes: Uint8Array, where: string): ArchivedFile[] {
  const entries = readZipDirectory(bytes, where);
  const total = entries.reduce((sum, { size }) => sum + size, 0);
  const limit = MAX_EXPANSION * bytes.length + FREE_BYTES;
  if (total > limit) {
    throw new UserError(
      `${where} claims to unpack to ${total} bytes; from ${bytes.length} bytes at most ${limit} are allowed: store it uncompressed`,
    );
  }
  return entries.map((entry) => ({
    name: entry.name,
    unpack: () => {
      // Not slice(): a Buffer's would share its bytes.
      const file = entry.compressed ? inflate(entry, where) : new Uint8Array(entry.stored);
      if (crc32(file) !== entry.crc) {
        throw new UserError(`${where} is damaged: the checksum of "${entry.name}" is another`);
      }
      return file;
    },
  }));
}

function inflate({ name, stored, size }: ZipEntry, where: string): Uint8Array<ArrayBuffer> {
  const file = new Uint8Array(size);
  let filled = 0;
  const stream = new Inflate((chunk) => {
    if (filled + chunk.length > size) {
      throw new UserError(`${where} is damaged: "${name}" unpacks to more than the ${size} bytes it claims`);
    }
    file.set(chunk, filled);
    filled += chunk.length;
  });
  try {
    for (let start = 0; start < stored.length; start += SLICE) {
      const end = Math.min(start + SLICE, stored.length);
      stream.push(stored.subarray(start, end), end === stored.length);
    }
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`${where} is damaged: "${name}" cannot be inflated`, { cause: error });
  }
  if (filled !== size) {
    throw new UserError(
      `${where} is damaged: "${name}" unpacks to ${filled} bytes, not the ${size} it claims`,
    );
  }
  return file;
}
