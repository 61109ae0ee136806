import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '@fmnist/core';

/** What is in a folder. */
export interface FolderEntry {
  readonly name: string;
  readonly path: string;
  readonly isFolder: boolean;
}

/**
 * What is in a folder, without what is hidden, by name in the order of code units. Links count as what they lead to.
 * @throws UserError where the folder cannot be read.
 */
export async function listFolder(folder: string): Promise<FolderEntry[]> {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    throw new UserError(`There is no folder ${folder} that can be read`, { cause: error });
  }
  const visible = names.filter((name) => !name.startsWith('.')).sort();
  return Promise.all(
    visible.map(async (name) => {
      const path = join(folder, name);
      const isFolder = await stat(path).then(
        (entry) => entry.isDirectory(),
        () => false,
      );
      return { name, path, isFolder };
    }),
  );
}
