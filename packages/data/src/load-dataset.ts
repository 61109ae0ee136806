import { UserError } from '@fmnist/core';
import { findIdxFiles } from './idx-folder/find-idx-files';
import { readIdxFolder } from './idx-folder/read-idx-folder';
import { type ImageFolderOptions, readImageFolder } from './image-folder/read-image-folder';
import { listFolder } from './list-folder';
import type { TrainTestSplit } from './train-test-split';

/**
 * The data set in a folder: IDX files as MNIST and those after it come, or pictures, a folder a class.
 *
 * @throws UserError where the folder holds neither, or what it holds cannot be used.
 * @example const { train, test } = await loadDataset('my-folder');
 */
export async function loadDataset(folder: string, options: ImageFolderOptions = {}): Promise<TrainTestSplit> {
  if ((await findIdxFiles(folder)).size > 0) return readIdxFolder(folder, options);
  if ((await listFolder(folder)).some(({ isFolder }) => isFolder)) return readImageFolder(folder, options);
  throw new UserError(
    `${folder} holds no data set: neither IDX files as train-images-idx3-ubyte.gz, nor a folder of pictures for each class`,
  );
}
