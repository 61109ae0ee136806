import { extname, join } from 'node:path';
import { UserError } from '@fmnist/core';
import { checkClassNames } from '../class-names/check-class-names';
import { readLabelsFile } from '../class-names/labels-file';
import { type FolderEntry, listFolder } from '../list-folder';

/** What pictures' names end in. */
const ENDINGS = 'png jpg jpeg jfif webp gif avif tif tiff bmp heic heif svg'.split(' ');

/** A picture that is yet to be read. */
export interface LabelledFile {
  readonly path: string;
  readonly label: number;
  readonly isFolder: boolean;
}

/** What is in a folder of pictures. */
export interface PictureList {
  readonly classNames: readonly string[];
  readonly train: readonly LabelledFile[];
  /** Nothing where the folder has no part to test with. */
  readonly test: readonly LabelledFile[] | undefined;
  /** What was left out, in sentences. */
  readonly remarks: readonly string[];
}

/**
 * Lists pictures that lie in a folder a class: `<label>/<picture>`, or `train/<label>/<picture>` and, if it is there,
 * `test/<label>/<picture>`. Classes are ordered by number where all their folders' names are numbers, else by name. A
 * `labels.txt` orders and names them otherwise: a class' folder is then called as its line says, or by the line's number,
 * from 0, for names that no folder can have.
 *
 * @throws UserError where a folder cannot be read, there are fewer than 2 classes or more than 256, or a name cannot be used.
 */
export async function listPictures(folder: string): Promise<PictureList> {
  const remarks: string[] = [];
  const top = await foldersIn(folder);
  const train = top.find(({ name }) => name === 'train');
  const isSplit = train !== undefined && (await foldersIn(train.path)).length > 0;
  const test = isSplit ? top.find(({ name }) => name === 'test') : undefined;
  if (isSplit) {
    for (const other of top) {
      if (other !== train && other !== test)
        remarks.push(`${other.path} is neither train nor test: left out`);
    }
  }
  const parts = await Promise.all(
    (test && train ? [train.path, test.path] : [isSplit ? train.path : folder]).map(foldersIn),
  );
  const named = (await readLabelsFile(folder)) ?? undefined;
  const folderNames = [...new Set(parts.flat().map(({ name }) => name.normalize('NFC')))];
  const classNames = named ?? inOrder(await withPictures(parts.flat(), folderNames, remarks));
  if (classNames.length === 0) {
    throw new UserError(`${folder} has no folders with pictures: there must be one for each class`);
  }
  checkClassNames(classNames, folder);
  const labelOf = named ? namedLabels(named, folderNames, folder) : byName(classNames);
  const [trainFiles, testFiles] = await Promise.all(parts.map((part) => picturesOf(part, labelOf, remarks)));
  return { classNames, train: trainFiles, test: testFiles, remarks };
}

/** The names of the folders that have any picture; of the others a remark. */
async function withPictures(
  folders: readonly FolderEntry[],
  names: readonly string[],
  remarks: string[],
): Promise<string[]> {
  const filled = new Set<string>();
  for (const { name, path } of folders) {
    if ((await listFolder(path)).some((entry) => isPicture(entry))) filled.add(name.normalize('NFC'));
  }
  for (const name of names) {
    if (!filled.has(name)) remarks.push(`The class ${JSON.stringify(name)} has no pictures: left out`);
  }
  return [...filled];
}

async function picturesOf(
  folders: readonly FolderEntry[],
  labelOf: (name: string) => number | undefined,
  remarks: string[],
): Promise<LabelledFile[]> {
  const pictures: LabelledFile[] = [];
  for (const { name, path } of folders) {
    const label = labelOf(name.normalize('NFC'));
    if (label === undefined) continue;
    const entries = await listFolder(path);
    const others = entries.filter((entry) => !isPicture(entry));
    if (others.length > 0) {
      const count = others.length === 1 ? '1 file' : `${others.length} files`;
      remarks.push(`${path}: left out ${count} not named like a picture, as ${others[0].name}`);
    }
    for (const entry of entries) {
      if (isPicture(entry)) pictures.push({ path: entry.path, isFolder: entry.isFolder, label });
    }
  }
  return pictures;
}

/** A folder counts, so that somebody hears of it. */
function isPicture({ name, isFolder }: FolderEntry): boolean {
  return isFolder || ENDINGS.includes(extname(name).slice(1).toLowerCase());
}

function inOrder(names: readonly string[]): string[] {
  const numeric = names.every((name) => /^\d+$/.test(name));
  return [...names].sort(numeric ? (a, b) => Number(a) - Number(b) : undefined);
}

function byName(classNames: readonly string[]): (name: string) => number | undefined {
  const labels = new Map(classNames.map((name, label) => [name, label]));
  return (name) => labels.get(name);
}

function namedLabels(
  classNames: readonly string[],
  folderNames: readonly string[],
  folder: string,
): (name: string) => number | undefined {
  const labels = byName(classNames);
  if (folderNames.every((name) => labels(name) !== undefined)) return labels;
  const stranger = folderNames.find((name) => !/^\d+$/.test(name) || Number(name) >= classNames.length);
  if (stranger !== undefined) {
    throw new UserError(
      `${join(folder, 'labels.txt')} has no line for the folder ${JSON.stringify(stranger)}: folders are called as its lines, or by their numbers from 0`,
    );
  }
  return Number;
}

async function foldersIn(folder: string): Promise<FolderEntry[]> {
  return (await listFolder(folder)).filter(({ isFolder }) => isFolder);
}
