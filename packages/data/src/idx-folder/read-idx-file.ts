import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { UserError } from '@fmnist/core';
import { readFileOrExplain } from '@fmnist/core/node';
import type { DataFile } from '../fashion-mnist';
import { decodeIdx } from '../idx';
import { unpack } from '../verify';
import type { Description } from './description';

const SIDE = 28;
/** Decompressed: well over a million pictures, and less than would fill the memory of a small machine. */
const MOST_BYTES = 2 ** 30;

/** A file of images [n, 28, 28] or of labels [n], with what tells it from others. */
export interface IdxFile {
  readonly shape: readonly number[];
  readonly data: Uint8Array;
  readonly file: DataFile;
}

/**
 * Reads one file of a data set, gzipped or not, and checks it: its structure, its shape, and, where the folder has a
 * description, its checksum.
 * @param rank 3 for images, 1 for labels
 * @throws UserError where it cannot be read, or is not what it should be.
 */
export async function readIdxFile(
  path: string,
  rank: 1 | 3,
  description: Description | undefined,
): Promise<IdxFile> {
  const unpacked = unpack(await readFileOrExplain(path, 'data file'), MOST_BYTES, path);
  const name = basename(path).replace(/\.gz$/, '');
  const file = { name, bytes: unpacked.length, sha256: createHash('sha256').update(unpacked).digest('hex') };
  const { shape, data } = decodeIdx(unpacked, path);
  const expected = description?.files.find((each) => each.name === name);
  if (expected && expected.sha256 !== file.sha256) {
    throw new UserError(
      `${path} is not the file that dataset.json tells of: its SHA-256 is ${file.sha256.slice(0, 12)}…, expected ${expected.sha256.slice(0, 12)}…`,
    );
  }
  const what = rank === 3 ? `images of ${SIDE} × ${SIDE} bytes` : 'labels of a byte each';
  const fits = shape.length === rank && shape.slice(1).every((length) => length === SIDE);
  if (!fits || !(data instanceof Uint8Array)) {
    throw new UserError(
      `${path} must hold ${what}, but holds ${elementsOf(data)} in the shape ${shape.join(' × ')}`,
    );
  }
  return { shape, data, file };
}

function elementsOf(data: object): string {
  return data.constructor.name.replace('Array', '').toLowerCase();
}
