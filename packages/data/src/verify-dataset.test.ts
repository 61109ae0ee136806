import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { fashion } from '../test/fashion';
import { useTemporaryFolder } from '../test/temporary-folder';
import { writeIdx } from '../test/write-idx';
import { writePictures } from '../test/write-pictures';
import { fashionMnist } from './fashion-mnist';
import { encodeIdx } from './idx';
import { verifyDataset, verifyFashionMnist } from './verify-dataset';

const inFolder = useTemporaryFolder();

describe('verifying a folder of IDX files', () => {
  it('tells the checksum of each that is sound', async () => {
    await writeIdx(inFolder(), [0, 1]);
    const findings = await verifyDataset(inFolder());
    expect(findings).toHaveLength(4);
    for (const { path, sha256, problem } of findings) {
      expect(problem).toBeUndefined();
      expect(sha256).toBe(
        createHash('sha256')
          .update(await readFile(path))
          .digest('hex'),
      );
    }
  });

  it('tells what is wrong with which file, and looks at the others all the same', async () => {
    const cut = encodeIdx({ shape: [2, 28, 28], data: new Uint8Array(2 * 784) }).subarray(0, 100);
    await writeIdx(inFolder(), [0, 1], { 't10k-images-idx3-ubyte': cut });
    const findings = await verifyDataset(inFolder());
    expect(findings.filter(({ problem }) => problem)).toEqual([
      {
        path: inFolder('t10k-images-idx3-ubyte'),
        problem: expect.stringMatching(/is no sound IDX file: .* 1568 bytes of data, but only 84/),
      },
    ]);
    expect(findings.filter(({ sha256 }) => sha256)).toHaveLength(3);
  });

  it('tells that sound files do not go together', async () => {
    await writeIdx(inFolder(), [0, 1], {
      'train-labels-idx1-ubyte': { shape: [3], data: Uint8Array.of(0, 1, 1) },
    });
    expect((await verifyDataset(inFolder())).at(-1)).toEqual({
      path: inFolder(),
      problem: expect.stringMatching(/has 2 images, but train-labels-idx1-ubyte 3 labels/),
    });
  });
});

describe('verifying a folder of pictures', () => {
  it('finds nothing wrong where nothing is', async () => {
    await writePictures(inFolder(), { a: 5, b: 5 });
    expect(await verifyDataset(inFolder())).toEqual([{ path: inFolder() }]);
  });

  it('names each file that is no picture', async () => {
    await writePictures(inFolder(), { a: 5, b: 5 });
    for (const name of ['bad.png', 'worse.png']) await writeFile(inFolder('a', name), 'no picture');
    const findings = await verifyDataset(inFolder());
    expect(findings.map(({ path }) => path)).toEqual([inFolder('a', 'bad.png'), inFolder('a', 'worse.png')]);
    expect(findings[0].problem).toMatch(/bad\.png is not a picture/);
  });

  it('tells what is wrong with the folder, beside its files', async () => {
    await writePictures(inFolder(), { a: 1, b: 1 });
    await writeFile(inFolder('a', 'bad.png'), 'no picture');
    const findings = await verifyDataset(inFolder());
    expect(findings.map(({ path }) => path)).toEqual([inFolder('a', 'bad.png'), inFolder()]);
    expect(findings[1].problem).toMatch(/too few pictures/);
  });
});

describe('verifying Fashion-MNIST', () => {
  const { testLabels } = fashionMnist.files;
  const inCache = async () =>
    (await verifyFashionMnist(inFolder())).find(({ path }) => path === inFolder(testLabels.name));

  it('takes the file in the cache before any other, unpacked or packed', async () => {
    const sound = encodeIdx({ shape: [10_000], data: fashion.test.labels });
    for (const bytes of [sound, gzipSync(sound)]) {
      await writeFile(inFolder(testLabels.name), bytes);
      expect(await inCache()).toEqual({ path: inFolder(testLabels.name), sha256: testLabels.sha256 });
    }
  });

  it('tells of a file in the cache that it is another', async () => {
    await writeFile(inFolder(testLabels.name), encodeIdx({ shape: [1], data: Uint8Array.of(1) }));
    expect((await inCache())?.problem).toMatch(testLabels.name);
  });
});
