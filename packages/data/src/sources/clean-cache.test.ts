import { existsSync } from 'node:fs';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { useTemporaryFolder } from '../../test/temporary-folder';
import { fashionMnist } from '../fashion-mnist';
import { cleanCache, listCache } from './clean-cache';

const inFolder = useTemporaryFolder();
const { name } = fashionMnist.files.testLabels;

describe('what is in the cache', () => {
  it('is listed with its size: data files, and what downloads have left', async () => {
    const own = {
      [name]: 7,
      [`${name}.gz.part`]: 3,
      [`${name}.gz.part.etag`]: 2,
      [`${name}.01234567-89ab-cdef-0123-456789abcdef.tmp`]: 5,
    };
    for (const [each, bytes] of Object.entries(own)) await writeFile(inFolder(each), new Uint8Array(bytes));
    await mkdir(inFolder('package-aB3dE6', 'state'), { recursive: true });
    await writeFile(inFolder('package-aB3dE6', 'state', 'list'), new Uint8Array(11));
    await writeFile(inFolder('package-aB3dE6', 'file'), new Uint8Array(1));
    const listed = await listCache(inFolder());
    expect(listed).toEqual(
      Object.entries({ ...own, 'package-aB3dE6': 12 })
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([each, bytes]) => ({ path: inFolder(each), bytes })),
    );
    await cleanCache(inFolder(), listed.slice(1));
    expect(await listCache(inFolder())).toEqual(listed.slice(0, 1));
  });

  it('is this program’s alone: what else lies there is neither listed nor removed', async () => {
    const others = ['notes.gz.part', `my-${name}`, 'package-lock', 'package-aB3dE67', 'x.tmp'];
    for (const each of others) await writeFile(inFolder(each), '');
    await writeFile(inFolder(name), '');
    const listed = await listCache(inFolder());
    expect(listed.map(({ path }) => path)).toEqual([inFolder(name)]);
    await cleanCache(inFolder(), listed);
    expect((await readdir(inFolder())).sort()).toEqual(others.sort());
  });

  it('goes with its folder where nothing else is in it', async () => {
    await mkdir(inFolder('cache'));
    await writeFile(inFolder('cache', name), '');
    await cleanCache(inFolder('cache'), await listCache(inFolder('cache')));
    expect(existsSync(inFolder('cache'))).toBe(false);
    expect(await listCache(inFolder('cache'))).toEqual([]);
  });
});
