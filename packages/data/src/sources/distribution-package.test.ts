import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { fashion } from '../../test/fashion';
import { useTemporaryFolder } from '../../test/temporary-folder';
import { fashionMnist } from '../fashion-mnist';
import { encodeIdx } from '../idx';
import { DistributionPackageSource } from './distribution-package';

const inFolder = useTemporaryFolder();
const run = promisify(execFile);
const hasApt = existsSync('/usr/bin/apt-get') && existsSync('/usr/bin/dpkg-deb');
const { testLabels, testImages } = fashionMnist.files;
const labels = encodeIdx({ shape: [10_000], data: fashion.test.labels });
const control = ['Package: dataset-fashion-mnist', 'Version: 1', 'Architecture: all', 'Maintainer: x <x@x>'];

afterEach(() => {
  delete process.env.APT_CONFIG;
});

async function write(content: string | Uint8Array, ...names: string[]): Promise<void> {
  await mkdir(dirname(inFolder(...names)), { recursive: true });
  await writeFile(inFolder(...names), content);
}

/** Makes a package with one of the files, in a repository of its own, the only one that apt is to know. */
async function publish(): Promise<void> {
  const folder = ['contents', 'usr/share/datasets/fashion-mnist'];
  await write(gzipSync(labels), ...folder, `${testLabels.name}.gz`);
  await write([...control, 'Description: x', ''].join('\n'), 'contents/DEBIAN/control');
  await mkdir(inFolder('repository'));
  await run('dpkg-deb', ['--build', inFolder('contents'), inFolder('repository/one.deb')]);
  const archive = await readFile(inFolder('repository/one.deb'));
  const entry = [
    ...control,
    'Filename: ./one.deb',
    `Size: ${(await stat(inFolder('repository/one.deb'))).size}`,
    `SHA256: ${createHash('sha256').update(archive).digest('hex')}`,
    'Description: x',
    '',
  ];
  await write(entry.join('\n'), 'repository/Packages');
}

/** Apt as it is, but for where it looks. */
async function knowRepository(): Promise<void> {
  await write(`deb [trusted=yes] file:${inFolder('repository')} ./\n`, 'sources.list');
  const lines = [`Dir::Etc::sourcelist "${inFolder('sources.list')}";`, 'Dir::Etc::sourceparts "-";'];
  await write(lines.join('\n'), 'apt.conf');
  process.env.APT_CONFIG = inFolder('apt.conf');
}

describe('the distribution’s package', () => {
  it('is fetched and unpacked without being installed, where the system has apt, and removed afterwards', async () => {
    const source = new DistributionPackageSource(inFolder('cache'));
    if (!hasApt) {
      expect(await source.fetch(testLabels)).toBeUndefined();
      return;
    }
    await publish();
    await knowRepository();
    expect(Buffer.compare((await source.fetch(testLabels)) ?? Buffer.of(), labels)).toBe(0);
    expect(await source.fetch(testImages)).toBeUndefined();
    expect(await readdir(inFolder('cache'))).toEqual([expect.stringMatching(/^package-\w{6}$/)]);
    await source.close();
    expect(await readdir(inFolder('cache'))).toEqual([]);
  });

  it('that cannot be had is said to be so, with what apt says', async () => {
    const source = new DistributionPackageSource(inFolder('cache'));
    await mkdir(inFolder('repository'));
    await knowRepository();
    const fetched = source.fetch(testLabels);
    if (hasApt)
      await expect(fetched).rejects.toThrow(
        /^the package dataset-fashion-mnist cannot be fetched: .*apt-get/,
      );
    else expect(await fetched).toBeUndefined();
    await source.close();
  });
});
