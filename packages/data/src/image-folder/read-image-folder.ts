import { basename } from 'node:path';
import { UserError } from '@fmnist/core';
import { type HoldOut, holdOut, type TrainTestSplit } from '../train-test-split';
import { listPictures } from './list-pictures';
import { type PictureOptions, readPictures } from './read-pictures';

/** How a folder of pictures becomes a data set. */
export interface ImageFolderOptions extends HoldOut, Omit<PictureOptions, 'onPicture'> {
  /** Hears how many of how many pictures are read. */
  readonly onPicture?: (read: number, total: number) => void;
  /** Hears what was left out, in a sentence. */
  readonly onRemark?: (remark: string) => void;
}

/**
 * A folder of pictures as data: `<label>/<picture>`, or `train/<label>/<picture>` and `test/<label>/<picture>`, the
 * layout of the original program's data. Where there is no `test`, a share of each class is held out. Pictures are
 * prepared, unless they are to be taken as they are. A `labels.txt` may name the classes.
 *
 * @throws UserError where the folder cannot be read, has no classes or no usable pictures; and at the first picture that
 * cannot be used, unless `onBadPicture` is there to hear of it.
 */
export async function readImageFolder(
  folder: string,
  { onPicture, onRemark, ...options }: ImageFolderOptions = {},
): Promise<TrainTestSplit> {
  const { classNames, train, test, remarks } = await listPictures(folder);
  for (const remark of remarks) onRemark?.(remark);
  const total = train.length + (test?.length ?? 0);
  const read = (files: typeof train, before: number) =>
    readPictures(files, classNames, {
      ...options,
      ...(onPicture && { onPicture: (count: number) => onPicture(before + count, total) }),
    });
  const trainData = await read(train, 0);
  const testData = test && (await read(test, train.length));
  if (trainData.labels.length === 0) throw new UserError(`${folder} has no pictures to train on`);
  if (testData?.labels.length === 0) throw new UserError(`${folder} has no pictures to test with`);
  const parts = testData ? { train: trainData, test: testData } : holdOut(trainData, options, folder);
  return { ...parts, name: basename(folder), source: `the pictures in ${folder}`, files: [] };
}
