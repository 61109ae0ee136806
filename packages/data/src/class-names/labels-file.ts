import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readFileOrExplain, writeFileAtomically } from '@fmnist/core/node';
import { checkClassNames } from './check-class-names';

/** The file in a data set's folder that names its classes: the n-th line the class of label n, from 0. */
const LABELS_FILE = 'labels.txt';

/**
 * The names in a folder's `labels.txt`, or nothing where there is none.
 * @throws UserError where the file cannot be read or the names cannot be used.
 */
export async function readLabelsFile(folder: string): Promise<string[] | undefined> {
  const path = join(folder, LABELS_FILE);
  if (!existsSync(path)) return undefined;
  const text = new TextDecoder().decode(await readFileOrExplain(path, 'file of class names'));
  return checkClassNames(text.replace(/\r?\n$/, '').split(/\r?\n/), path);
}

/** Writes a folder's `labels.txt`. @throws UserError where it cannot be written. */
export async function writeLabelsFile(folder: string, classNames: readonly string[]): Promise<void> {
  await writeFileAtomically(join(folder, LABELS_FILE), `${classNames.join('\n')}\n`);
}
