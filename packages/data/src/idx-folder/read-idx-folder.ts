import { basename } from 'node:path';
import { Tensor, UserError } from '@fmnist/core';
import { readLabelsFile } from '../class-names/labels-file';
import type { Dataset } from '../dataset';
import { type DataFile, fashionMnist } from '../fashion-mnist';
import { type HoldOut, holdOut, type TrainTestSplit } from '../train-test-split';
import { type Description, readDescription } from './description';
import { findIdxFiles, type IdxRole } from './find-idx-files';
import { type IdxFile, readIdxFile } from './read-idx-file';

/** Images and the file of their labels. */
interface Pair {
  readonly images: IdxFile;
  readonly labels: IdxFile;
}

/**
 * A data set from a folder of IDX files, as MNIST and those after it come: `train-images-idx3-ubyte`,
 * `train-labels-idx1-ubyte`, `t10k-images-idx3-ubyte` and `t10k-labels-idx1-ubyte`, gzipped or not. Where those of the
 * test are not there, a share of each class is held out. Classes are called as `dataset.json` or `labels.txt` say; as
 * those of Fashion-MNIST where the files are its own; else by number.
 *
 * @throws UserError where a file is missing, damaged, or does not go with the others.
 */
export async function readIdxFolder(folder: string, options: HoldOut = {}): Promise<TrainTestSplit> {
  const paths = await findIdxFiles(folder);
  const description = await readDescription(folder);
  const train = await readPair(folder, paths, 'train', description);
  const hasTest = paths.has('t10k-images') || paths.has('t10k-labels');
  const test = hasTest ? await readPair(folder, paths, 't10k', description) : undefined;
  const pairs = test ? [train, test] : [train];
  const files = pairs.flatMap(({ images, labels }) => [images.file, labels.file]);
  const isFashion = sameFiles(files, Object.values(fashionMnist.files));
  const classNames =
    description?.classNames ??
    (await readLabelsFile(folder)) ??
    (isFashion ? fashionMnist.classNames : numbersUpTo(pairs));
  const name = description?.name ?? (isFashion ? fashionMnist.name : basename(folder));
  const dataset = (pair: Pair) => pairUp(pair, classNames, folder);
  const parts = test
    ? { train: dataset(train), test: dataset(test) }
    : holdOut(dataset(train), options, folder);
  return { ...parts, name, source: `the folder ${folder}`, files };
}

async function readPair(
  folder: string,
  paths: ReadonlyMap<IdxRole, string>,
  part: 'train' | 't10k',
  description: Description | undefined,
): Promise<Pair> {
  const read = async (what: 'images' | 'labels') => {
    const path = paths.get(`${part}-${what}`);
    if (path === undefined) {
      throw new UserError(
        `${folder} has no ${part}-${what}-idx${what === 'images' ? 3 : 1}-ubyte, gzipped or not`,
      );
    }
    return readIdxFile(path, what === 'images' ? 3 : 1, description);
  };
  return { images: await read('images'), labels: await read('labels') };
}

/**
 * Images with their labels.
 * @throws UserError where there are not as many of the one as of the other, none at all, or a label is none of the classes.
 */
function pairUp({ images, labels }: Pair, classNames: readonly string[], folder: string): Dataset {
  const [count] = images.shape;
  if (count !== labels.data.length) {
    throw new UserError(
      `${folder}: ${images.file.name} has ${count} images, but ${labels.file.name} ${labels.data.length} labels`,
    );
  }
  if (count === 0) throw new UserError(`${folder}: ${images.file.name} has no images`);
  const wrong = labels.data.findIndex((label) => label >= classNames.length);
  if (wrong !== -1) {
    throw new UserError(
      `${folder}: label ${labels.data[wrong]} at row ${wrong} of ${labels.file.name} is none of the ${classNames.length} classes, 0 to ${classNames.length - 1}`,
    );
  }
  return { images: new Tensor(images.data, images.shape), labels: labels.data, classNames };
}

function numbersUpTo(pairs: readonly Pair[]): string[] {
  const most = pairs.reduce(
    (largest, { labels }) => labels.data.reduce((a, b) => Math.max(a, b), largest),
    1,
  );
  return Array.from({ length: most + 1 }, (_, label) => String(label));
}

function sameFiles(files: readonly DataFile[], others: readonly DataFile[]): boolean {
  return (
    files.length === others.length && files.every(({ sha256 }, index) => sha256 === others[index].sha256)
  );
}
