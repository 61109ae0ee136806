import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '@fmnist/core';
import { readFileOrExplain } from '@fmnist/core/node';
import { type DataFile, fashionMnist } from './fashion-mnist';
import { decodeIdx } from './idx';
import { readDescription } from './idx-folder/description';
import { findIdxFiles } from './idx-folder/find-idx-files';
import { readIdxFile } from './idx-folder/read-idx-file';
import { readIdxFolder } from './idx-folder/read-idx-folder';
import { readImageFolder } from './image-folder/read-image-folder';
import { defaultCacheFolder } from './sources/cache';
import { SYSTEM_FOLDER } from './sources/folder';
import { unpackAndVerify } from './verify';

/** What was found of a file, or of a folder as a whole. */
export interface Finding {
  readonly path: string;
  /** The decompressed file's, where it is sound. */
  readonly sha256?: string;
  /** What is wrong with it, in a sentence. */
  readonly problem?: string;
}

/**
 * Looks at each file of a data set, and changes none: checksums, structure, whether images and labels go together; of
 * pictures, whether they can be read.
 * @param folder with IDX files or pictures
 * @throws UserError where the folder cannot be read.
 */
export async function verifyDataset(folder: string): Promise<Finding[]> {
  const files = await findIdxFiles(folder);
  if (files.size === 0) return verifyPictures(folder);
  const description = await readDescription(folder);
  const findings: Finding[] = [];
  for (const [role, path] of files) {
    const rank = role.endsWith('images') ? 3 : 1;
    findings.push(
      await findingOf(path, async () => (await readIdxFile(path, rank, description)).file.sha256),
    );
  }
  if (findings.some(({ problem }) => problem !== undefined)) return findings;
  const whole = await findingOf(folder, async () => {
    await readIdxFolder(folder);
    return undefined;
  });
  return whole.problem === undefined ? findings : [...findings, whole];
}

/**
 * Looks at the files of Fashion-MNIST that are on this machine, in the cache or the system's package, and changes none.
 * @param cacheFolder default: {@link defaultCacheFolder}
 */
export async function verifyFashionMnist(cacheFolder: string = defaultCacheFolder()): Promise<Finding[]> {
  return Promise.all(
    Object.values(fashionMnist.files).map((file: DataFile) => {
      const places = [
        join(cacheFolder, file.name),
        join(SYSTEM_FOLDER, `${file.name}.gz`),
        join(SYSTEM_FOLDER, file.name),
      ];
      const path = places.find((place) => existsSync(place));
      if (path === undefined) {
        return { path: places[0], problem: `${file.name} is not on this machine: data get fetches it` };
      }
      return findingOf(path, async () => {
        decodeIdx(unpackAndVerify(await readFileOrExplain(path, 'data file'), file, path), path);
        return file.sha256;
      });
    }),
  );
}

async function verifyPictures(folder: string): Promise<Finding[]> {
  const findings: Finding[] = [];
  const whole = await findingOf(folder, async () => {
    await readImageFolder(folder, {
      onBadPicture: (problem, path) => findings.push({ path, problem }),
    });
    return undefined;
  });
  return findings.length > 0 && whole.problem === undefined ? findings : [...findings, whole];
}

async function findingOf(path: string, look: () => Promise<string | undefined>): Promise<Finding> {
  try {
    const sha256 = await look();
    return { path, ...(sha256 !== undefined && { sha256 }) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { path, problem: error.message };
  }
}
