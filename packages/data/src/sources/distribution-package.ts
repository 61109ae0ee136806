import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { UserError } from '@fmnist/core';
import type { DataFile } from '../fashion-mnist';
import { folderSource } from './folder';
import type { Source } from './source';

const run = promisify(execFile);
const PACKAGE = 'dataset-fashion-mnist';

/**
 * Debian's package of the data set, fetched and unpacked without root and without installing it: apt is given lists
 * and an archive folder of its own, in the cache.
 */
export class DistributionPackageSource implements Source {
  readonly name = `Debian’s package ${PACKAGE}`;
  #unpacked: Promise<Source> | undefined;
  #folder: string | undefined;

  constructor(readonly cacheFolder: string) {}

  async fetch(file: DataFile): Promise<Uint8Array | undefined> {
    if (!['apt-get', 'dpkg-deb'].every((name) => existsSync(`/usr/bin/${name}`))) return undefined;
    this.#unpacked ??= this.#unpack();
    return (await this.#unpacked).fetch(file);
  }

  /** Removes what was unpacked. */
  async close(): Promise<void> {
    if (this.#folder) await rm(this.#folder, { recursive: true, force: true });
  }

  async #unpack(): Promise<Source> {
    await mkdir(this.cacheFolder, { recursive: true });
    const folder = await mkdtemp(join(this.cacheFolder, 'package-'));
    this.#folder = folder;
    for (const part of ['state/lists/partial', 'cache/archives/partial', 'package']) {
      await mkdir(join(folder, part), { recursive: true });
    }
    const options = [
      '-qq',
      '-o',
      `Dir::State=${join(folder, 'state')}`,
      '-o',
      `Dir::Cache=${join(folder, 'cache')}`,
    ];
    if (process.getuid?.() === 0) options.push('-o', 'APT::Sandbox::User=root');
    const cwd = join(folder, 'package');
    try {
      await run('apt-get', [...options, 'update'], { cwd });
      await run('apt-get', [...options, 'download', PACKAGE], { cwd });
      const [archive] = (await readdir(cwd)).filter((name) => name.endsWith('.deb'));
      await run('dpkg-deb', ['-x', archive ?? PACKAGE, 'contents'], { cwd });
    } catch (error) {
      const reason = error instanceof Error ? error.message.split('\n').slice(0, 2).join(' ') : String(error);
      throw new UserError(`the package ${PACKAGE} cannot be fetched: ${reason}`, { cause: error });
    }
    return folderSource(join(cwd, 'contents/usr/share/datasets/fashion-mnist'));
  }
}
