import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { UserError } from './errors';

const reasons: Record<string, string> = {
  ENOENT: 'there is no such file or folder',
  EISDIR: 'it is a folder, not a file',
  ENOTDIR: 'a part of its path is a file, not a folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EFBIG: 'the file would be larger than allowed',
  EDQUOT: 'the disk quota is used up',
  EEXIST: 'a file of that name is in the way',
};

/**
 * A file's bytes.
 * @param what what the file should be, for the message: `model`, `image`
 * @throws UserError naming the file and why it cannot be read.
 */
export async function readFileOrExplain(path: string, what: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await readFile(path));
  } catch (error) {
    throw new UserError(`Cannot read the ${what} ${path}: ${explain(error)}`, { cause: error });
  }
}

/**
 * Writes a whole file or nothing: the bytes go to a temporary name in the same folder, are flushed to the disk and
 * renamed into place. Folders on the way are made.
 * @throws UserError naming the file and why it cannot be written; the old file, if any, is untouched.
 */
export async function writeFileAtomically(path: string, data: Uint8Array | string): Promise<void> {
  const target = resolve(path);
  const temporary = `${target}.${randomUUID()}.tmp`;
  try {
    await mkdir(dirname(target), { recursive: true });
    const file = await open(temporary, 'wx');
    try {
      await file.writeFile(data);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    throw new UserError(`Cannot write ${path}: ${explain(error)}`, { cause: error });
  }
}

/** Removes what {@link writeFileAtomically} left beside a file when its process was killed in the middle. */
export async function removeLeftovers(path: string): Promise<void> {
  const target = resolve(path);
  const names = await readdir(dirname(target)).catch(() => []);
  const leftovers = names.filter((name) => name.startsWith(`${basename(target)}.`) && name.endsWith('.tmp'));
  await Promise.all(leftovers.map((name) => rm(join(dirname(target), name), { force: true })));
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return reasons[code] ?? error.message;
}
