import { rename, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { type Tensor, UserError } from '@fmnist/core';
import { describe, expect, it } from 'vitest';
import { fashion, rowsOf, some } from '../../test/fashion';
import { useTemporaryFolder } from '../../test/temporary-folder';
import { type IdxFiles, writeIdx } from '../../test/write-idx';
import { datasetSha256 } from '../dataset-sha256';
import { fashionMnist } from '../fashion-mnist';
import { encodeIdx } from '../idx';
import { loadDataset } from '../load-dataset';
import { countClasses } from '../train-test-split';
import { writeIdxFolder } from './write-idx-folder';

const asIdx = ({ shape, data }: Tensor) => ({ shape, data: Uint8Array.from(data) });
const inFolder = useTemporaryFolder();

describe('a folder of IDX files', () => {
  it('that was written comes back with its classes, name and checksums, and its bytes depend on the data alone', async () => {
    const classNames = ['T-shirt/top', 'Hose', '<script>alert(1)</script>', ' 👟 ', 'Ärmel', ...'fghij'];
    const train = { ...some(50), classNames };
    const test = { ...some(20), classNames };
    const files = await writeIdxFolder(inFolder('out'), { train, test, name: 'mine' });
    expect(await writeIdxFolder(inFolder('out'), { train, test, name: 'mine' })).toEqual(files);
    const loaded = await loadDataset(inFolder('out'));
    expect(loaded).toMatchObject({ name: 'mine', files, train: { classNames }, test: { classNames } });
    expect(rowsOf(loaded.train)).toEqual(rowsOf(train));
    expect(rowsOf(loaded.test)).toEqual(rowsOf(test));
    expect(datasetSha256(loaded)).toBe(datasetSha256({ train, test }));
    expect(datasetSha256(loaded)).not.toBe(datasetSha256({ train: test, test: train }));
  });

  it('that is Fashion-MNIST is known as such', async () => {
    for (const [part, { images, labels }] of [
      ['train', fashion.train],
      ['t10k', fashion.test],
    ] as const) {
      await writeFile(inFolder(`${part}-images-idx3-ubyte`), encodeIdx(asIdx(images)));
      await writeFile(
        inFolder(`${part}-labels-idx1-ubyte`),
        encodeIdx({ shape: [labels.length], data: labels }),
      );
    }
    const loaded = await loadDataset(inFolder());
    expect(loaded.name).toBe('Fashion-MNIST');
    expect(loaded.train.classNames).toEqual(fashionMnist.classNames);
    expect(datasetSha256(loaded)).toBe(datasetSha256(fashion));
  });

  it('without names has classes by number, or as labels.txt says', async () => {
    await writeIdx(inFolder(), [0, 1, 2, 2]);
    expect((await loadDataset(inFolder())).train.classNames).toEqual(['0', '1', '2']);
    await writeFile(inFolder('labels.txt'), 'a/b\r\nzwei\n\u0041\u0308\n');
    expect((await loadDataset(inFolder())).test.classNames).toEqual(['a/b', 'zwei', 'Ä']);
  });

  it('is found under the names that others give', async () => {
    await writeIdx(inFolder(), [0, 1]);
    for (const [part, other] of [
      ['train', 'train'],
      ['t10k', 'test'],
    ]) {
      await rename(inFolder(`${part}-images-idx3-ubyte`), inFolder(`emnist-x-${other}-images.idx3-ubyte`));
      await rename(inFolder(`${part}-labels-idx1-ubyte`), inFolder(`emnist-x-${other}-labels.idx1-ubyte`));
    }
    expect((await loadDataset(inFolder())).test.labels).toEqual(Uint8Array.of(0, 1));
  });

  it('without a test part holds out a fifth of each class, the same each time', async () => {
    const labels = Array.from({ length: 30 }, (_, row) => row % 3);
    await writeIdx(inFolder(), labels, {
      't10k-images-idx3-ubyte': undefined,
      't10k-labels-idx1-ubyte': undefined,
    });
    const { train, test } = await loadDataset(inFolder());
    expect([countClasses(train), countClasses(test)]).toEqual([
      [8, 8, 8],
      [2, 2, 2],
    ]);
    expect((await loadDataset(inFolder())).test.labels).toEqual(test.labels);
  });

  it('may have 256 classes', async () => {
    await writeIdx(
      inFolder(),
      Array.from({ length: 256 }, (_, label) => label),
    );
    expect((await loadDataset(inFolder())).train.classNames).toHaveLength(256);
  });

  const images = (count: number, side = 28) => ({
    shape: [count, side, side],
    data: new Uint8Array(count * side * side),
  });
  const labels = (...data: number[]) => ({ shape: [data.length], data: Uint8Array.from(data) });
  const hostile: [string, IdxFiles, RegExp][] = [
    [
      'a truncated file',
      { 'train-images-idx3-ubyte': encodeIdx(images(3)).subarray(0, 2000) },
      /train-images.* is no sound IDX file: .* 2352 bytes of data, but only 1984/,
    ],
    [
      'a gzip file cut off',
      { 'train-images-idx3-ubyte': gzipSync(encodeIdx(images(3))).subarray(0, 30) },
      /is corrupt: it does not decompress/,
    ],
    [
      'a missing file',
      { 'train-labels-idx1-ubyte': undefined },
      /has no train-labels-idx1-ubyte, gzipped or not/,
    ],
    ['half a test part', { 't10k-images-idx3-ubyte': undefined }, /has no t10k-images-idx3-ubyte/],
    [
      'fewer labels than images',
      { 'train-labels-idx1-ubyte': labels(0, 1) },
      /train-images-idx3-ubyte has 3 images, but train-labels-idx1-ubyte 2 labels/,
    ],
    [
      'images of another size',
      { 'train-images-idx3-ubyte': images(3, 32) },
      /must hold images of 28 × 28 bytes, but holds uint8 in the shape 3 × 32 × 32/,
    ],
    [
      'images of floats',
      { 'train-images-idx3-ubyte': { shape: [3, 28, 28], data: new Float32Array(3 * 784) } },
      /but holds float32/,
    ],
    ['labels for images', { 'train-images-idx3-ubyte': labels(0, 1, 2) }, /in the shape 3$/],
    [
      'no images',
      { 'train-images-idx3-ubyte': images(0), 'train-labels-idx1-ubyte': labels() },
      /has no images/,
    ],
    [
      'a label out of range',
      { 'labels.txt': new TextEncoder().encode('a\nb\n') },
      /label 2 at row 2 of train-labels-idx1-ubyte is none of the 2 classes, 0 to 1/,
    ],
    ['one class', { 'labels.txt': new TextEncoder().encode('a\n') }, /from 2 to 256 classes, not 1/],
    [
      '257 classes',
      { 'labels.txt': new TextEncoder().encode(Array.from({ length: 257 }, (_, i) => i).join('\n')) },
      /from 2 to 256 classes, not 257/,
    ],
    [
      'a name twice',
      { 'labels.txt': new TextEncoder().encode('a\nb\na\n') },
      /the name of class 2 is that of another, too: a/,
    ],
    ['an empty name', { 'labels.txt': new TextEncoder().encode('a\n\nb\n') }, /the name of class 1 is empty/],
    [
      'a name that steers the terminal',
      { 'labels.txt': new TextEncoder().encode('a\n\u001b[2J\nc\n') },
      /the name of class 1 holds a control character: "\\u001b\[2J"/,
    ],
    [
      'a description that is no JSON',
      { 'dataset.json': new TextEncoder().encode('{') },
      /dataset\.json is damaged: it is not JSON/,
    ],
    [
      'a description of something else',
      { 'dataset.json': new TextEncoder().encode('[]') },
      /dataset\.json is damaged: /,
    ],
    [
      'a description of a newer version',
      {
        'dataset.json': new TextEncoder().encode(
          '{"formatVersion":2,"name":"x","classNames":["a","b","c"],"files":[]}',
        ),
      },
      /newer than 1/,
    ],
    [
      'another file than its description tells of',
      {
        'dataset.json': new TextEncoder().encode(
          JSON.stringify({
            formatVersion: 1,
            name: 'x',
            classNames: ['a', 'b', 'c'],
            files: [{ name: 'train-images-idx3-ubyte', bytes: 9, sha256: 'ff' }],
          }),
        ),
      },
      /is not the file that dataset\.json tells of/,
    ],
  ];

  it.each(hostile)('with %s is refused in a sentence', async (_, replaced, message) => {
    await writeIdx(inFolder(), [0, 1, 2], replaced);
    const failed = loadDataset(inFolder());
    await expect(failed).rejects.toThrow(message);
    await expect(failed).rejects.toBeInstanceOf(UserError);
  });

  it('of two data sets is refused', async () => {
    await writeIdx(inFolder(), [0, 1]);
    await writeFile(inFolder('other-train-images-idx3-ubyte'), '');
    await expect(loadDataset(inFolder())).rejects.toThrow(/holds two files of train-images/);
  });

  it('of others is not written over', async () => {
    await writeIdx(inFolder(), [0, 1]);
    await expect(writeIdxFolder(inFolder(), fashion)).rejects.toThrow(/holds another data set already/);
  });
});
