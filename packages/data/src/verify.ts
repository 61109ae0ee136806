import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { UserError } from '@fmnist/core';
import type { DataFile } from './fashion-mnist';

/**
 * A file's decompressed bytes, once they are known to be the right ones.
 * @param bytes as stored: gzipped or not
 * @param where for the message: where they came from
 * @throws UserError where they do not decompress, to no more than the size they should have, or are not the right ones.
 */
export function unpackAndVerify(bytes: Uint8Array, file: DataFile, where: string): Uint8Array {
  const unpacked = unpack(bytes, file.bytes, where);
  const found = createHash('sha256').update(unpacked).digest('hex');
  if (found !== file.sha256) {
    throw new UserError(
      `${where} is not Fashion-MNIST’s ${file.name}: its SHA-256 is ${found.slice(0, 12)}…, expected ${file.sha256.slice(0, 12)}…`,
    );
  }
  return unpacked;
}

/**
 * Bytes as they were before they were gzipped, if they were.
 * @param mostBytes how many that may be
 * @param where for the message: where they came from
 * @throws UserError where they do not decompress, or to more than they may.
 */
export function unpack(bytes: Uint8Array, mostBytes: number, where: string): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: mostBytes });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UserError(`${where} is corrupt: it does not decompress (${reason})`, { cause: error });
  }
}
