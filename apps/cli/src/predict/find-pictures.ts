import { opendir, stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { UsageError } from '../flags';
import { callerFolder, userPath } from '../paths';
import { STANDARD_INPUT } from '../standard-input';

/** What a folder's files must end in to be looked at. */
const ENDINGS = ['png', 'jpg', 'jpeg', 'webp', 'avif', 'gif', 'tif', 'tiff'];

/** What is told as the name of the picture on standard input. */
export const STDIN = '-';

/** A picture to look at, by the name that is told of it, or why there is none where the user meant some. */
export type FoundPicture = { readonly file: string } | { readonly problem: string };

/**
 * The pictures that are meant by files, folders (with all folders in them), patterns that the shell left as they are, and
 * `-` for standard input: in the order given, those of a folder or of a pattern by name. A file whose name looks like a
 * pattern is a file.
 * @throws UsageError where standard input is meant twice.
 */
export async function findPictures(inputs: readonly string[]): Promise<FoundPicture[]> {
  if (inputs.filter((input) => input === STANDARD_INPUT).length > 1) {
    throw new UsageError('There is one picture on standard input: give - once');
  }
  const found: FoundPicture[][] = [];
  for (const input of inputs) found.push(await find(input));
  return found.flat();
}

async function find(input: string): Promise<FoundPicture[]> {
  if (input === STANDARD_INPUT) return [{ file: STDIN }];
  if (input === '') return [{ problem: 'A picture’s name is empty' }];
  const stats = await stat(userPath(input)).catch(() => undefined);
  if (stats?.isDirectory()) {
    if (!(await isOpen(userPath(input)))) return [{ problem: `${input} cannot be read: permission denied` }];
    const names = await glob(`**/*.{${ENDINGS.join(',')}}`, userPath(input));
    if (names.length === 0) return [{ problem: `${input} has no pictures: ${ENDINGS.join(', ')}` }];
    return names.map((name) => ({ file: join(input, name) }));
  }
  if (stats) return [{ file: input }];
  const { isDynamicPattern } = await import('tinyglobby');
  if (!isDynamicPattern(input)) return [{ file: input }];
  const names = await glob(input, callerFolder());
  if (names.length === 0) return [{ problem: `There is no file that matches ${input}` }];
  return names.map((file) => ({ file }));
}

/** Whether a folder lets its files be listed. */
async function isOpen(folder: string): Promise<boolean> {
  try {
    await (await opendir(folder)).close();
    return true;
  } catch {
    return false;
  }
}

async function glob(pattern: string, folder: string): Promise<string[]> {
  const tinyglobby = await import('tinyglobby');
  const names = await tinyglobby.glob(pattern, {
    cwd: folder,
    absolute: isAbsolute(pattern),
    caseSensitiveMatch: false,
    expandDirectories: false,
  });
  return names.sort();
}
