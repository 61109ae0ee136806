import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';

/**
 * Gives each test of the file an empty folder of its own, which is removed after it.
 * @returns the path of what has these names in it; without names, of the folder
 */
export function useTemporaryFolder(): (...names: string[]) => string {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fmnist-data-'));
  });
  afterEach(() => rm(folder, { recursive: true }));
  return (...names) => join(folder, ...names);
}
