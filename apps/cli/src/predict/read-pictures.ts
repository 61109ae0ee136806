import { buffer } from 'node:stream/consumers';
import { UserError } from '@fmnist/core';
import { readFileOrExplain } from '@fmnist/core/node';
import { prepare } from '@fmnist/data';
import { decodeImage } from '@fmnist/data/node';
import { pMapIterable } from 'p-map';
import { userPath } from '../paths';
import { type FoundPicture, STDIN } from './find-pictures';

/** How many pictures are decoded at the same time: as many as the thread pool of Node has threads. */
const CONCURRENCY = 4;

/** A picture as a model sees it, 28×28, or why there is none. */
export type ReadPicture =
  | { readonly file: string; readonly pixels: Uint8Array }
  | { readonly problem: string };

/** Reads and prepares pictures, several at once, and gives them in order; never more ahead than is asked for soon. */
export function readPictures(found: readonly FoundPicture[]): AsyncIterable<ReadPicture> {
  return pMapIterable(found, read, { concurrency: CONCURRENCY });
}

async function read(found: FoundPicture): Promise<ReadPicture> {
  if ('problem' in found) return found;
  const { file } = found;
  try {
    return { file, pixels: prepare(await decodeImage(await bytesOf(file), nameOf(file))) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { problem: error.message };
  }
}

function nameOf(file: string): string {
  return file === STDIN ? 'Standard input' : file;
}

async function bytesOf(file: string): Promise<Uint8Array> {
  if (file !== STDIN) return readFileOrExplain(userPath(file), 'picture');
  if (process.stdin.isTTY) throw new UserError('Standard input is a terminal: pipe a picture into it');
  return buffer(process.stdin);
}
