import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { UserError } from '@fmnist/core';
import { writeFileAtomically } from '@fmnist/core/node';
import type { DataFile } from '../fashion-mnist';
import { encodeIdx } from '../idx';
import type { TrainTestSplit } from '../train-test-split';
import { hasDescription, writeDescription } from './description';
import { findIdxFiles } from './find-idx-files';

/**
 * Makes sure that a folder may be written into: it is not there, holds no data set, or one of
 * {@link writeIdxFolder}, which is then replaced.
 * @throws UserError where it holds IDX files of others.
 */
export async function checkIdxFolder(folder: string): Promise<void> {
  const isFree = await findIdxFiles(folder).then(
    (files) => files.size === 0,
    () => true,
  );
  if (!isFree && !hasDescription(folder)) {
    throw new UserError(`${folder} holds another data set already: name another folder`);
  }
}

/**
 * Writes a data set as four gzipped IDX files and `dataset.json`, which names it and its classes and has the files'
 * checksums. The same data gives the same bytes. `dataset.json` comes last: a folder without it, or with that of another,
 * was not written to the end.
 * @returns what the files are
 * @throws UserError where a file cannot be written, or the folder holds IDX files of others.
 */
export async function writeIdxFolder(
  folder: string,
  { train, test, name }: Pick<TrainTestSplit, 'train' | 'test' | 'name'>,
): Promise<DataFile[]> {
  await checkIdxFolder(folder);
  const files: DataFile[] = [];
  const write = async (fileName: string, shape: readonly number[], data: Uint8Array) => {
    const bytes = encodeIdx({ shape, data });
    await writeFileAtomically(join(folder, `${fileName}.gz`), gzipSync(bytes));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    files.push({ name: fileName, bytes: bytes.length, sha256 });
  };
  for (const [part, { images, labels }] of [
    ['train', train],
    ['t10k', test],
  ] as const) {
    await write(`${part}-images-idx3-ubyte`, images.shape, Uint8Array.from(images.data));
    await write(`${part}-labels-idx1-ubyte`, [labels.length], labels);
  }
  await writeDescription(folder, { name, classNames: [...train.classNames], files });
  return files;
}
