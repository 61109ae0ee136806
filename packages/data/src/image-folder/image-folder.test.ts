import { mkdir, symlink, writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { rowsOf, some } from '../../test/fashion';
import { useTemporaryFolder } from '../../test/temporary-folder';
import { writePictures } from '../../test/write-pictures';
import { loadDataset } from '../load-dataset';
import { countClasses } from '../train-test-split';
import { exportImages } from './export-images';
import { readImageFolder } from './read-image-folder';

const inFolder = useTemporaryFolder();

describe('a folder of pictures', () => {
  it('exported and read again is the same, picture by picture', async () => {
    const rows = some(40);
    await exportImages(rows, inFolder('train'));
    await exportImages(some(20), inFolder('test'));
    const { train, test } = await readImageFolder(inFolder());
    expect(train.classNames).toEqual([...new Set(rows.labels)].sort().map(String));
    const pixels = (set: typeof rows) =>
      rowsOf(set)
        .map((row) => row.replace(/^\d+: /, ''))
        .sort();
    expect(pixels(train)).toEqual(pixels(rows));
    expect(pixels(test)).toEqual(pixels(some(20)));
  });

  it('gives classes the names of its folders, and holds out a fifth of each', async () => {
    await writePictures(inFolder(), { 'b c': 10, 'ä 👟': 5, '<script>': 5 });
    const progress: number[][] = [];
    const { train, test, name } = await loadDataset(inFolder(), {
      onPicture: (...each) => progress.push(each),
    });
    expect(inFolder()).toMatch(new RegExp(`${name}$`));
    expect(train.classNames).toEqual(['<script>', 'b c', 'ä 👟']);
    expect([countClasses(train), countClasses(test)]).toEqual([
      [4, 8, 4],
      [1, 2, 1],
    ]);
    expect(progress.at(-1)).toEqual([20, 20]);
    const other = await loadDataset(inFolder(), { seed: 1, testShare: 0.5 });
    expect(countClasses(other.test)).toEqual([2, 5, 2]);
  });

  it('may call folders by the numbers of the lines of labels.txt, for names that no folder can have', async () => {
    await writePictures(inFolder(), { 0: 5, 2: 5 });
    await writeFile(inFolder('labels.txt'), 'a/b\nnone\n..\n');
    const { train } = await loadDataset(inFolder());
    expect(train.classNames).toEqual(['a/b', 'none', '..']);
    expect(countClasses(train)).toEqual([4, 0, 4]);
    await writePictures(inFolder(), { 3: 1 });
    await expect(loadDataset(inFolder())).rejects.toThrow(/labels\.txt has no line for the folder "3"/);
  });

  it('tells what it leaves out', async () => {
    await writePictures(inFolder('train'), { a: 5, b: 5 });
    await mkdir(inFolder('train', 'empty'));
    await mkdir(inFolder('validation'));
    await writeFile(inFolder('train', 'a', 'notes.txt'), '');
    await writeFile(inFolder('train', 'a', '.hidden.png'), '');
    const remarks: string[] = [];
    const { train } = await loadDataset(inFolder(), { onRemark: (remark) => remarks.push(remark) });
    expect(train.classNames).toEqual(['a', 'b']);
    expect(remarks).toHaveLength(3);
    expect(remarks.join('\n')).toMatch(/validation is neither train nor test: left out/);
    expect(remarks.join('\n')).toMatch(/The class "empty" has no pictures: left out/);
    expect(remarks.join('\n')).toMatch(/notes\.txt/);
  });

  it('goes on after bad pictures where somebody listens, else ends at the first', async () => {
    await writePictures(inFolder(), { a: 5, b: 5 });
    await writeFile(inFolder('a', 'text.png'), 'no picture');
    await writeFile(inFolder('a', 'empty.jpg'), '');
    await mkdir(inFolder('b', 'folder.png'));
    await symlink('nowhere', inFolder('b', 'link.png'));
    const huge = await sharp({ create: { width: 10_000, height: 10_000, channels: 3, background: 'red' } })
      .png({ compressionLevel: 9 })
      .toBuffer();
    await writeFile(inFolder('b', 'huge.png'), huge);
    await expect(loadDataset(inFolder())).rejects.toThrow(/empty\.jpg is not a picture that can be read/);
    const bad: string[] = [];
    const { train, test } = await loadDataset(inFolder(), { onBadPicture: (message) => bad.push(message) });
    expect(train.labels.length + test.labels.length).toBe(10);
    expect(bad).toHaveLength(5);
    expect(bad.join('\n')).toMatch(/text\.png is not a picture/);
    expect(bad.join('\n')).toMatch(/folder\.png is a folder, not a picture/);
    expect(bad.join('\n')).toMatch(/link\.png: there is no such file/);
    expect(bad.join('\n')).toMatch(/huge\.png is not a picture that can be read: .*pixel limit/);
  });

  it('may be taken as it is, if it is of 28 × 28 grey pixels', async () => {
    const bright = Buffer.alloc(784, 200);
    await writePictures(inFolder(), { a: 5, b: 5 });
    await writeFile(
      inFolder('a', '0.png'),
      await sharp(bright, { raw: { width: 28, height: 28, channels: 1 } })
        .png()
        .toBuffer(),
    );
    await sharp({ create: { width: 28, height: 28, channels: 3, background: 'red' } }).toFile(
      inFolder('b', 'red.png'),
    );
    await sharp({ create: { width: 29, height: 28, channels: 3, background: 'grey' } }).toFile(
      inFolder('b', 'wide.png'),
    );
    const bad: string[] = [];
    const { train, test } = await readImageFolder(inFolder(), {
      asIs: true,
      onBadPicture: (each) => bad.push(each),
    });
    const hasBright = [...rowsOf(train), ...rowsOf(test)].some((row) => /^0: (200,){783}200$/.test(row));
    expect(hasBright).toBe(true);
    expect(bad.join('\n')).toMatch(/red\.png is coloured or transparent/);
    expect(bad.join('\n')).toMatch(/wide\.png has 29 × 28 pixels/);
  });

  it.each([
    ['one class', { a: 5 }, /from 2 to 256 classes, not 1/],
    ['257 classes', Object.fromEntries(Array.from({ length: 257 }, (_, i) => [`c${i}`, 1])), /not 257/],
    ['too few pictures', { a: 1, b: 2 }, /too few pictures to hold some back/],
    ['empty folders alone', { a: 0 }, /no folders with pictures/],
  ])('of %s is refused in a sentence', async (_, counts, message) => {
    await writePictures(inFolder(), counts);
    await expect(loadDataset(inFolder())).rejects.toThrow(message);
  });
});
