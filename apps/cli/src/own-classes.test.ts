import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeIdx, pickFromDataset } from '@fmnist/data';
import { exportImages, loadFashionMnist } from '@fmnist/data/node';
import { readOnnx } from '@fmnist/interchange';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { spawnFmnist } from './spawn-fmnist';

const classNames = ['<script>alert(1)<', 'Hose, lang & breit', 'Läufer 👟'];
const model = 'run/fashion_mnist.model.safetensors';
let folder: string;

const fmnist = (...args: string[]) => spawnFmnist(args, folder).ended;
const lastLine = (text: string) => JSON.parse(text.trim().split('\n').at(-1) ?? '');
const inFolder = (...names: string[]) => join(folder, ...names);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fmnist-own-classes-'));
  const { test } = await loadFashionMnist();
  const rows = [1, 8, 9].flatMap((label) =>
    Array.from(test.labels.keys())
      .filter((row) => test.labels[row] === label)
      .slice(0, 100),
  );
  await exportImages(pickFromDataset(test, Uint32Array.from(rows)), inFolder('mine'));
  for (const [index, number] of ['8', '1', '9'].entries()) {
    await rename(inFolder('mine', number), inFolder('mine', classNames[index]));
  }
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function firstPictureOf(className: string): Promise<string> {
  const [name] = (await readdir(inFolder('mine', className))).sort();
  return join('mine', className, name);
}

describe('pictures of your own classes', () => {
  it('are imported, the bad ones reported and left out', async () => {
    const imported = await fmnist('data', 'import-images', 'mine', 'data');
    expect([imported.code, imported.stderr]).toEqual([0, '']);
    expect(imported.stdout).toMatch(/data: 3 classes, 240 pictures to train on and 60 to test with\n$/);

    await mkdir(inFolder('bad', 'a', 'folder.png'), { recursive: true });
    await mkdir(inFolder('bad', 'b'));
    await mkdir(inFolder('bad', 'empty'));
    await writeFile(inFolder('bad', 'a', 'text.png'), 'no picture');
    for (let i = 0; i < 5; i++) {
      for (const name of ['a', 'b']) {
        await sharp({ create: { width: 28, height: 28, channels: 3, background: 'black' } }).toFile(
          inFolder('bad', name, `${i}.jpg`),
        );
      }
    }
    const { code, stdout, stderr } = await fmnist(
      'data',
      'import-images',
      'bad',
      'some',
      '--test-share',
      '0.4',
    );
    expect(code).toBe(1);
    expect(stdout).toMatch(/some: 2 classes, 6 pictures to train on and 4 to test with\n$/);
    expect(stderr).toMatch(/^The class "empty" has no pictures: left out\n/);
    expect(stderr).toMatch(/^fmnist: .*folder\.png is a folder, not a picture$/m);
    expect(stderr).toMatch(/^fmnist: .*text\.png is not a picture that can be read: /m);
    expect(stderr).toMatch(/\nfmnist: 2 of the pictures cannot be used; the data set is without them\n$/);
  });

  it('are told and shown', async () => {
    const { stdout } = await fmnist('data', 'info', '--data', 'data', '--json');
    const { name, pictures, classes, files, sha256 } = JSON.parse(stdout);
    expect({ name, pictures }).toEqual({ name: 'mine', pictures: { train: 240, test: 60 } });
    expect(classes.map((each: { name: string }) => each.name)).toEqual(classNames);
    expect(files).toHaveLength(4);
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    const told = (await fmnist('data', 'info', '--data', 'data')).stdout;
    expect(told).toContain(sha256);
    expect(told).toMatch(/^Läufer 👟 +\d+ +\d+$/m);
    expect(told).toMatch(/^all +240 +60$/m);

    const shown = await fmnist('data', 'show', '--data', 'data', '--count', '3', '-o', 'sheet.png');
    expect(shown.stdout).toMatch(
      /^row 1: <script>alert\(1\)<\nrow 2: Hose, lang & breit\nrow 3: Läufer 👟\n/,
    );
    const sheet = await sharp(inFolder('sheet.png')).metadata();
    expect([sheet.format, sheet.width, sheet.height]).toEqual(['png', 184, 184]);
    const text = await fmnist('data', 'show', '--data', 'data', '--class', 'Läufer 👟', '--count', '2');
    expect(text.stdout.split('\n')).toHaveLength(1 + 14 + 1);
    expect(text.stdout).toMatch(/^Läufer 👟\n[ .:\-=+*#%@\n]+$/);
    const again = await fmnist('data', 'show', '--data', 'data', '--class', '2', '--count', '2');
    expect(again.stdout).toBe(text.stdout);
    const other = await fmnist(
      'data',
      'show',
      '--data',
      'data',
      '--class',
      '2',
      '--count',
      '2',
      '--seed',
      '1',
    );
    expect(other.stdout).not.toBe(text.stdout);
    const none = await fmnist('data', 'show', '--data', 'data', '--class', 'Hat');
    expect([none.code, none.stderr]).toEqual([
      1,
      `fmnist: There is no class "Hat": the classes are ${classNames.join(', ')}\n`,
    ]);
  });

  it('are learned, and the model knows their names everywhere', async () => {
    const train = ['train', '--hidden', '8', '--epochs', '20', '--json'];
    const trained = await fmnist(...train, '--data', 'data', '--out', 'run');
    expect(trained.code).toBe(0);
    const report = lastLine(trained.stdout);
    expect(report.test.accuracy).toBeGreaterThan(0.5);
    const config = JSON.parse(await readFile(inFolder('run', 'config.json'), 'utf8'));
    expect(config.data.classNames).toEqual(classNames);
    expect(config.recipe.model.labels).toEqual(classNames);

    const fromPictures = lastLine((await fmnist(...train, '--data', 'mine', '--out', 'direct')).stdout);
    expect(fromPictures.weightsSha256).toBe(report.weightsSha256);

    const evaluated = lastLine(
      (await fmnist('evaluate', '--model', model, '--data', 'data', '--json')).stdout,
    );
    expect(evaluated.accuracy).toBe(report.test.accuracy);
    expect(evaluated.perClass.map(({ label }: { label: string }) => label)).toEqual(classNames);

    const predicted = await fmnist('predict', await firstPictureOf('Läufer 👟'), '--model', model, '--json');
    const { label, probabilities } = lastLine(predicted.stdout);
    expect(classNames).toContain(label);
    expect(probabilities).toHaveLength(3);

    expect(lastLine((await fmnist('inspect', model, '--json')).stdout).labels).toEqual(classNames);
    await fmnist('export', model, '--format', 'onnx', '-o', 'm.onnx');
    const onnx = readOnnx(new Uint8Array(await readFile(inFolder('m.onnx'))));
    expect(JSON.parse(onnx.metadata.get('labels') ?? '')).toEqual(classNames);

    const resumed = await fmnist('train', '--resume', 'run', '--epochs', '21', '--json');
    expect([resumed.code, lastLine(resumed.stdout).epochs]).toEqual([0, 21]);
  });

  it.each(['mlp', 'cnn-small'])('are learned by %s', async (preset) => {
    const { code, stdout } = await fmnist(
      ...['train', '--preset', preset, '--epochs', '1', '--data', 'data', '--out', preset, '--json'],
    );
    expect(code).toBe(0);
    const { model: saved } = lastLine(stdout).files;
    expect(lastLine((await fmnist('inspect', saved, '--json')).stdout).labels).toEqual(classNames);
  });

  it('are not those of another model, which is said in a sentence', async () => {
    const other = await fmnist('evaluate', '--model', 'mlp', '--data', 'data');
    expect(other.code).toBe(1);
    expect(other.stderr).toMatch(
      /^fmnist: .*mlp\.safetensors is a model of 10 classes \(“T-shirt\/top”, .*, …\), but mine has 3 classes \(.*\): name its data set with --data, or another model with --model\n$/,
    );
    const fashion = await fmnist('evaluate', '--model', model);
    expect([fashion.code, fashion.stderr.trim().split('\n')]).toEqual([
      1,
      [expect.stringMatching(/3 classes/)],
    ]);
  });
});

describe('fmnist data', () => {
  it('verifies each file on a line, and fails where one is wrong', async () => {
    const fine = await fmnist('data', 'verify', '--data', 'data');
    expect(fine.code).toBe(0);
    expect(fine.stdout).toMatch(/^(fine {3}.*-ubyte\.gz {2}SHA-256 [0-9a-f]{64}\n){4}$/);
    await fmnist('data', 'import-images', 'mine', 'broken');
    const labels = encodeIdx({ shape: [240], data: new Uint8Array(240) });
    await rm(inFolder('broken', 'train-labels-idx1-ubyte.gz'));
    await writeFile(inFolder('broken', 'train-labels-idx1-ubyte'), labels);
    const wrong = await fmnist('data', 'verify', '--data', 'broken');
    expect(wrong.code).toBe(1);
    expect(wrong.stdout.match(/^fine/gm)).toHaveLength(3);
    expect(wrong.stdout).toMatch(
      /^wrong {2}.*train-labels-idx1-ubyte is not the file that dataset\.json tells of/m,
    );
    const trained = await fmnist('train', '--data', 'broken');
    expect([trained.code, trained.stderr]).toEqual([
      1,
      expect.stringMatching(/^fmnist: .*is not the file.*\n$/),
    ]);
    const pictures = await fmnist('data', 'verify', '--data', 'bad');
    expect(pictures.code).toBe(1);
    expect(pictures.stdout).toMatch(
      /^wrong {2}.*folder\.png is a folder, not a picture\nwrong {2}.*text\.png/,
    );
  });

  it('verifies Fashion-MNIST, and looks at a corrupt cache without changing it', async () => {
    const cache = inFolder('corrupt');
    await mkdir(cache);
    await writeFile(join(cache, 't10k-labels-idx1-ubyte'), 'garbage');
    const { code, stdout } = await spawnFmnist(['data', 'verify'], folder, { FMNIST_CACHE: cache }).ended;
    expect(code).toBe(1);
    expect(stdout).toMatch(/^wrong {2}.*t10k-labels-idx1-ubyte is not Fashion-MNIST’s/m);
    expect(await readdir(cache)).toEqual(['t10k-labels-idx1-ubyte']);
  });

  it('cleans the cache of its own files alone, and not without being told', async () => {
    const cache = inFolder('cache');
    const clean = (...flags: string[]) =>
      spawnFmnist(['data', 'clean', ...flags], folder, { FMNIST_CACHE: cache }).ended;
    expect((await clean()).stdout).toMatch(/^The cache .*cache holds nothing\n$/);
    await mkdir(cache);
    for (const name of ['t10k-labels-idx1-ubyte', 'train-images-idx3-ubyte.gz.part', 'diary.txt']) {
      await writeFile(join(cache, name), '1234');
    }
    const unasked = await clean();
    expect([unasked.code, unasked.stderr]).toEqual([
      2,
      expect.stringMatching(/--yes removes without asking/),
    ]);
    expect(await readdir(cache)).toHaveLength(3);
    const cleaned = await clean('--yes');
    expect(cleaned.code).toBe(0);
    expect(cleaned.stdout).toMatch(
      /t10k-labels-idx1-ubyte {2}4 bytes\n.*\.gz\.part {2}4 bytes\nRemoved 2 files, 8 bytes\n$/,
    );
    expect(await readdir(cache)).toEqual(['diary.txt']);
  });

  it('exports pictures that import to the same data, names and all', async () => {
    await writeFile(inFolder('mine', 'labels.txt'), `${classNames.join('\n')}\n`);
    const exported = await fmnist('data', 'export-images', 'exported', '--data', 'data');
    expect(exported.code).toBe(0);
    expect(await readFile(inFolder('exported', 'labels.txt'), 'utf8')).toBe(`${classNames.join('\n')}\n`);
    const imported = await fmnist('data', 'import-images', 'exported', 'twice', '--as-is');
    expect(imported.code).toBe(0);
    const info = async (data: string) =>
      JSON.parse((await fmnist('data', 'info', '--data', data, '--json')).stdout);
    const [first, second] = [await info('data'), await info('twice')];
    expect(second.classes).toEqual(first.classes);
  });

  it.each([
    ['of a folder that is not there', 'data import-images nowhere out', 1, /There is no folder .*nowhere/],
    ['over a data set of others', 'data import-images mine others', 1, /holds another data set already/],
    [
      'with a share of 1',
      'data import-images mine out --test-share 1',
      2,
      /--test-share must be a number between/,
    ],
    ['without a place', 'data import-images mine', 2, /./],
    ['of no data', 'data info --data empty', 1, /holds no data set/],
    ['with no count', 'data show --count 0', 2, /--count must be a whole number > 0/],
  ])('ends %s in a sentence', async (_, line, code, message) => {
    await mkdir(inFolder('empty'), { recursive: true });
    await mkdir(inFolder('others'), { recursive: true });
    await writeFile(inFolder('others', 'train-images-idx3-ubyte'), '');
    const ran = await fmnist(...line.split(' '));
    expect(ran.stderr).toMatch(message);
    expect(ran.stderr).toMatch(/^fmnist: [^\n]+\n$/);
    expect(ran.code).toBe(code);
  });
});
