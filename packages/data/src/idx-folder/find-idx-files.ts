import { join } from 'node:path';
import { UserError } from '@fmnist/core';
import { listFolder } from '../list-folder';

/** What the four files of a data set are for, in the order of {@link idxRoles}. */
export type IdxRole = (typeof idxRoles)[number];
export const idxRoles = ['train-images', 'train-labels', 't10k-images', 't10k-labels'] as const;

/** As MNIST, Fashion-MNIST, KMNIST and EMNIST call them: `emnist-letters-train-images-idx3-ubyte.gz`. */
const NAME = /^(?:.*-)?(train|t10k|test)-(images|labels)[-.]idx[13]-ubyte(?:\.gz)?$/;

/**
 * The paths of the IDX files in a folder, by what they are for; none where there are none. Of a file that is there both
 * gzipped and not, the gzipped one.
 * @throws UserError where the folder cannot be read, or holds two files for the same.
 */
export async function findIdxFiles(folder: string): Promise<ReadonlyMap<IdxRole, string>> {
  const found = new Map<IdxRole, string>();
  for (const { name, isFolder } of await listFolder(folder)) {
    const [, part, what] = NAME.exec(name) ?? [];
    const role = idxRoles.find((each) => each === `${part === 'test' ? 't10k' : part}-${what}`);
    if (isFolder || !role) continue;
    const other = found.get(role);
    if (
      other !== undefined &&
      other !== join(folder, withoutGz(name)) &&
      other !== join(folder, `${name}.gz`)
    ) {
      throw new UserError(`${folder} holds two files of ${role}: ${other} and ${join(folder, name)}`);
    }
    if (other === undefined || name.endsWith('.gz')) found.set(role, join(folder, name));
  }
  return found;
}

function withoutGz(name: string): string {
  return name.replace(/\.gz$/, '');
}
