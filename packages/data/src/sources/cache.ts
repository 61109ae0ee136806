import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { UserError } from '@fmnist/core';
import { readFileOrExplain, writeFileAtomically } from '@fmnist/core/node';
import type { DataFile } from '../fashion-mnist';
import { unpackAndVerify } from '../verify';
import type { Source } from './source';

/** Where downloads are kept: `FMNIST_CACHE`, else `fmnist` in the XDG cache folder. */
export function defaultCacheFolder(environment: NodeJS.ProcessEnv = process.env): string {
  return environment.FMNIST_CACHE || join(environment.XDG_CACHE_HOME || join(homedir(), '.cache'), 'fmnist');
}

/** What was fetched before. Files are kept decompressed: reading them again then costs no time. */
export class CacheSource implements Source {
  readonly name: string;

  constructor(readonly folder: string) {
    this.name = `the cache ${folder}`;
  }

  /** @throws UserError where the file is corrupt; it is then no longer in the cache. */
  async fetch(file: DataFile): Promise<Uint8Array | undefined> {
    const path = join(this.folder, file.name);
    if (!existsSync(path)) return undefined;
    try {
      return unpackAndVerify(await readFileOrExplain(path, 'cached file'), file, path);
    } catch (error) {
      await rm(path, { force: true, recursive: true });
      const reason = error instanceof Error ? error.message : String(error);
      throw new UserError(
        `The cache was corrupt, and the file was removed from it: ${reason}. Run again to fetch it anew`,
        { cause: error },
      );
    }
  }

  /** Keeps a verified file. */
  async keep(file: DataFile, bytes: Uint8Array): Promise<void> {
    await writeFileAtomically(join(this.folder, file.name), bytes);
  }
}
