import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findPictures } from './find-pictures';

const NOBODY = 65_534;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fmnist-find-'));
  await chmod(folder, 0o755);
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

it('a folder that may not be read is told as such, not as empty', async () => {
  const shut = join(folder, 'shut');
  await mkdir(shut);
  await writeFile(join(shut, 'shoe.png'), '');
  await chmod(shut, 0o000);
  // Whoever is root may read everything.
  const isRoot = process.getuid?.() === 0;
  if (isRoot) process.seteuid?.(NOBODY);
  try {
    expect(await findPictures([shut])).toEqual([{ problem: `${shut} cannot be read: permission denied` }]);
  } finally {
    if (isRoot) process.seteuid?.(0);
    await chmod(shut, 0o700);
  }
});

it('a pattern that begins at the root gives names that do', async () => {
  await writeFile(join(folder, 'shoe.png'), '');
  expect(await findPictures([join(folder, '*.png')])).toEqual([{ file: join(folder, 'shoe.png') }]);
});
