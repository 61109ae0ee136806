/** `dataset.json`, which stands beside IDX files that this program wrote, and says what they are. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '@fmnist/core';
import { readFileOrExplain, writeFileAtomically } from '@fmnist/core/node';
import * as z from 'zod/mini';
import english from 'zod/v4/locales/en.js';
import { checkClassNames } from '../class-names/check-class-names';

const DESCRIPTION_FILE = 'dataset.json';
const FORMAT_VERSION = 1;

const description = z.object({
  formatVersion: z.number(),
  name: z.string().check(z.minLength(1)),
  classNames: z.array(z.string()),
  files: z.array(z.object({ name: z.string(), bytes: z.int().check(z.nonnegative()), sha256: z.string() })),
});

/** What a folder of IDX files holds: a name, the classes in the order of labels, and the decompressed files' checksums. */
export type Description = Omit<z.infer<typeof description>, 'formatVersion'>;

/** Whether a folder was written by {@link writeDescription}. */
export function hasDescription(folder: string): boolean {
  return existsSync(join(folder, DESCRIPTION_FILE));
}

/**
 * What a folder's `dataset.json` says, or nothing where there is none.
 * @throws UserError where it is damaged, or of a newer version.
 */
export async function readDescription(folder: string): Promise<Description | undefined> {
  if (!hasDescription(folder)) return undefined;
  const path = join(folder, DESCRIPTION_FILE);
  const content = parseJson(await readFileOrExplain(path, 'description'), path);
  const parsed = description.safeParse(content, { error: english().localeError });
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'it'}: ${issue.message}`);
    throw new UserError(`${path} is damaged: ${faults.join('; ')}`);
  }
  const { formatVersion, name, classNames, files } = parsed.data;
  if (formatVersion > FORMAT_VERSION) {
    throw new UserError(
      `${path} has format version ${formatVersion}, newer than ${FORMAT_VERSION}, the newest this program reads: update it`,
    );
  }
  return { name, classNames: checkClassNames(classNames, path), files };
}

/** Writes a folder's `dataset.json`. @throws UserError where it cannot be written. */
export async function writeDescription(
  folder: string,
  { name, classNames, files }: Description,
): Promise<void> {
  const content = { formatVersion: FORMAT_VERSION, name, classNames, files };
  await writeFileAtomically(join(folder, DESCRIPTION_FILE), `${JSON.stringify(content, null, 2)}\n`);
}

function parseJson(bytes: Uint8Array, path: string): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    throw new UserError(`${path} is damaged: it is not JSON`, { cause: error });
  }
}
