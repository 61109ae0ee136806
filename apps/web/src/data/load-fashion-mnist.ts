import { UserError } from '@fmnist/core';
import { type DataFile, type Dataset, fashionMnist, readFashionMnist } from '@fmnist/data';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { decompress } from './decompress';
import { fetchWithProgress } from './fetch-with-progress';
import { keepFile, keptFile } from './kept-files';
import { siteUrl } from './site-url';

/** The data set in the page. */
export interface LoadedData {
  readonly train: Dataset;
  readonly test: Dataset;
  /** Whether all of it is kept on this device for the next time. */
  readonly isKept: boolean;
}

/** About how much of each file's bytes travel, for the progress: they are compressed. */
const COMPRESSION = 0.565;

/**
 * The data set, from this device where it was kept, else from the site. Each file's SHA-256 is verified.
 * @param onProgress hears how much is here, from 0 to 1
 * @throws UserError where a file is not to be had, or is not what it should be.
 */
export async function loadFashionMnist(onProgress: (share: number) => void): Promise<LoadedData> {
  const total = Object.values(fashionMnist.files).reduce((sum, { bytes }) => sum + bytes, 0) * COMPRESSION;
  let before = 0;
  let isKept = true;
  const split = await readFashionMnist(async (file) => {
    const got = await getFile(file, (loaded) => onProgress(Math.min(1, (before + loaded) / total)));
    before += file.bytes * COMPRESSION;
    isKept &&= got.isKept;
    return got.bytes;
  });
  return { ...split, isKept };
}

async function getFile(
  file: DataFile,
  onBytes: (loaded: number) => void,
): Promise<{ bytes: Uint8Array; isKept: boolean }> {
  const url = siteUrl(`data/${file.name}.gz`);
  const kept = await keptFile(url);
  const keptBytes = kept && (await verified(kept, file));
  if (kept && keptBytes) {
    onBytes(kept.length);
    return { bytes: keptBytes, isKept: true };
  }
  const fetched = await fetchWithProgress(url, onBytes);
  const bytes = await verified(fetched, file);
  if (!bytes) throw new UserError(`${file.name} is damaged on this site: its SHA-256 is another`);
  return { bytes, isKept: await keepFile(url, fetched) };
}

/** A stored file's contents, if they are what they should be. */
async function verified(stored: Uint8Array<ArrayBuffer>, file: DataFile): Promise<Uint8Array | undefined> {
  const bytes = await decompress(stored).catch(() => undefined);
  return bytes && bytesToHex(sha256(bytes)) === file.sha256 ? bytes : undefined;
}
