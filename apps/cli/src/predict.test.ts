import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Dense, Model, RandomStream, Rescale, Softmax } from '@fmnist/core';
import { decodeImage, exportImages, loadFashionMnist } from '@fmnist/data/node';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { spawnFmnist } from './spawn-fmnist';

const PICTURES = 300;
const model = ['--model', 'mlp'];
let folder: string;

const fmnist = (args: string[], variables?: NodeJS.ProcessEnv) => spawnFmnist(args, folder, variables).ended;
const predict = (...args: string[]) => fmnist(['predict', ...args]);
const linesOf = (text: string) => text.split('\n').slice(0, -1);

async function fromStdin(bytes: Uint8Array, ...args: string[]) {
  const { process, ended } = spawnFmnist(['predict', '-', ...args], folder);
  process.stdin?.end(bytes);
  return ended;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fmnist-predict-'));
  const { test } = await loadFashionMnist();
  const first = {
    images: test.images.rows(0, PICTURES),
    labels: test.labels.subarray(0, PICTURES),
    classNames: test.classNames,
  };
  await exportImages(first, join(folder, 'photos'));
  const noise = new RandomStream(1, 'noise');
  const photo = await sharp(
    Uint8Array.from({ length: 3 * 200 * 200 }, (_, n) => 256 * noise.uniform(n)),
    { raw: { width: 200, height: 200, channels: 3 } },
  )
    .jpeg()
    .toBuffer();
  await writeFile(join(folder, 'photos', '3', 'cut.jpg'), photo.subarray(0, photo.length / 2));
  await writeFile(join(folder, 'photos', '5', 'text.PNG'), 'no picture');
  await writeFile(join(folder, 'photos', 'notes.txt'), 'not looked at');
  const huge = sharp({ create: { width: 10_000, height: 10_000, channels: 3, background: 'black' } });
  await writeFile(join(folder, 'huge.png'), await huge.png({ compressionLevel: 1 }).toBuffer());
  await mkdir(join(folder, 'empty'));
  await mkdir(join(folder, 'texts'));
  await writeFile(join(folder, 'texts', 'a.txt'), 'no picture');
});

afterAll(() => rm(folder, { recursive: true }));

describe('fmnist predict on many pictures', () => {
  it('names all of a folder in order, tells of each bad one, loses none, and ends with 1', async () => {
    const { code, stdout, stderr } = await predict('photos', ...model, '--json');
    expect(code).toBe(1);
    const told = linesOf(stderr);
    expect(told).toHaveLength(2);
    expect(told[0]).toMatch(/^fmnist: photos\/3\/cut\.jpg is not a picture that can be read: /);
    expect(told[1]).toMatch(/^fmnist: photos\/5\/text\.PNG is not a picture that can be read: /);
    const lines = linesOf(stdout).map((line) => JSON.parse(line));
    expect(lines).toHaveLength(PICTURES);
    const files = lines.map(({ file }) => file);
    expect(files).toEqual([...files].sort());
    const right = lines.filter(({ file, class: best }) => file.split('/')[1] === String(best));
    expect(right.length / PICTURES).toBeGreaterThan(0.85);
    for (const { outOfDistribution } of lines) expect(typeof outOfDistribution).toBe('boolean');
  });

  it('gives each picture the probabilities that it gets alone', async () => {
    const pattern = 'photos/9/000*.png';
    const { code, stdout } = await predict(pattern, ...model, '--json');
    expect(code).toBe(0);
    const lines = linesOf(stdout);
    expect(lines.length).toBeGreaterThan(5);
    const alone = await predict(JSON.parse(lines[3]).file, ...model, '--json');
    expect(alone.stdout).toBe(`${lines[3]}\n`);
  });

  it('takes patterns that the shell left, files whose names look like patterns, and tells of those that match nothing', async () => {
    const [name] = await readdir(join(folder, 'photos', '1'));
    const bytes = await readFile(join(folder, 'photos', '1', name));
    await writeFile(join(folder, '[1].png'), bytes);
    const { code, stdout, stderr } = await predict('nothing/*.png', '[1].png', `photos/*/${name}`, ...model);
    expect(code).toBe(1);
    expect(stderr).toBe('fmnist: There is no file that matches nothing/*.png\n');
    expect(linesOf(stdout).map((line) => line.split(':')[0])).toEqual(['[1].png', `photos/1/${name}`]);
  });

  it('tells of folders without pictures, and goes on', async () => {
    const { code, stdout, stderr } = await predict('empty', 'texts', 'photos/1', 'gone.png', ...model);
    expect(code).toBe(1);
    expect(linesOf(stderr)).toEqual([
      expect.stringMatching(/^fmnist: empty has no pictures: png, jpg, /),
      expect.stringMatching(/^fmnist: texts has no pictures: /),
      expect.stringMatching(/^fmnist: Cannot read the picture .*gone\.png: there is no such file or folder$/),
    ]);
    expect(linesOf(stdout).length).toBeGreaterThan(10);
  });

  it('refuses a picture of 100 million pixels in a sentence', async () => {
    const { code, stdout, stderr } = await predict('huge.png', ...model);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^fmnist: huge\.png is not a picture that can be read: .*pixel limit\n$/);
  });

  it('comes to an end in a folder that is linked into itself', async () => {
    await mkdir(join(folder, 'loop'));
    await symlink(join(folder, 'loop'), join(folder, 'loop', 'again'));
    await symlink(join(folder, '[1].png'), join(folder, 'loop', 'linked.png'));
    const { code, stdout } = await predict('loop', ...model);
    expect(code).toBe(0);
    expect(linesOf(stdout)[0]).toMatch(/linked\.png: Trouser/);
  });

  it('ends in silence when whoever reads its output goes away', async () => {
    const { process, ended } = spawnFmnist(['predict', 'photos', 'photos', ...model, '--json'], folder);
    process.stdout?.once('data', () => process.stdout?.destroy());
    const { code, signal, stderr } = await ended;
    expect([code, signal]).toEqual([0, null]);
    expect(stderr).not.toMatch(/EPIPE|\n\s+at /);
  });
});

describe('fmnist predict on standard input', () => {
  it('names the picture', async () => {
    const [name] = await readdir(join(folder, 'photos', '1'));
    const ran = await fromStdin(await readFile(join(folder, 'photos', '1', name)), ...model);
    expect(ran).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(/^-: Trouser \(\d/) });
  });

  it('tells where there is none, and refuses to read it twice', async () => {
    const none = await fromStdin(new Uint8Array(), ...model);
    expect(none).toMatchObject({ code: 1, stdout: '' });
    expect(none.stderr).toMatch(/^fmnist: Standard input is not a picture/);
    const twice = await fromStdin(new Uint8Array(), '-', ...model);
    expect(twice).toMatchObject({ code: 2, stderr: expect.stringMatching(/^fmnist: .* give - once\n$/) });
  });
});

describe('the forms of fmnist predict', () => {
  let boot: string;

  beforeAll(async () => {
    const [name] = await readdir(join(folder, 'photos', '9'));
    boot = `photos/9/${name}`;
  });

  it('as lines, with the likeliest classes below', async () => {
    const { stdout } = await predict(boot, ...model, '--top', '2');
    expect(stdout).toMatch(
      /^photos\/9\/\d+\.png: Ankle boot \(\d+\.\d%\)\n {2}Ankle boot +\d+\.\d%\n {2}\S.* +\d+\.\d%\n$/,
    );
  });

  it('as JSON, with the likeliest classes by name', async () => {
    const { stdout } = await predict(boot, ...model, '--top', '3', '--json');
    const { label, probability, probabilities, top } = JSON.parse(stdout);
    expect(top).toHaveLength(3);
    expect(top[0]).toEqual({ label, probability });
    expect(top.map((each: { probability: number }) => each.probability)).toEqual(
      [...probabilities].sort((a, b) => b - a).slice(0, 3),
    );
  });

  it('as CSV, with a header, every class in a column, and what needs it quoted', async () => {
    const own = new Model({ inputShape: [784], seed: 1, labels: ['hat, "red"', 'scarf'] });
    for (const layer of [new Rescale(1 / 255), new Dense(784, 2), new Softmax()]) own.add(layer);
    own.finalize();
    await writeFile(join(folder, 'own.safetensors'), own.save());
    await writeFile(join(folder, 'a, b.png'), await readFile(join(folder, boot)));
    const ran = await predict('a, b.png', '--model', 'own.safetensors', '--csv', '--all');
    expect([ran.code, ran.stderr]).toEqual([0, '']);
    const [head, line, ...rest] = linesOf(ran.stdout);
    expect(rest).toEqual([]);
    expect(head).toBe('file,label,probability,outOfDistribution,"hat, ""red""",scarf');
    expect(line).toMatch(/^"a, b\.png",(scarf|"hat, ""red"""),0\.\d+,,0\.\d+,0\.\d+$/);
    const top = linesOf((await predict(boot, ...model, '--csv', '--top', '2')).stdout);
    expect(top[0]).toBe('file,label,probability,outOfDistribution,label 2,probability 2');
    expect(top[1]).toMatch(/^photos\/9\/\d+\.png,Ankle boot,0\.\d+,(true|false),\w[\w /-]+,0?\.?\d.*$/);
  });

  it('flags what is no garment, in each form', async () => {
    const random = new RandomStream(2, 'no garment');
    const pixels = Uint8Array.from({ length: 784 }, (_, n) =>
      n % 28 && n > 28 ? 256 * random.uniform(n) : 0,
    );
    const image = sharp(pixels, { raw: { width: 28, height: 28, channels: 1 } });
    await writeFile(join(folder, 'noise.png'), await image.png().toBuffer());
    const cnn = ['--model', 'cnn-small'];
    expect((await predict('noise.png', ...cnn)).stdout).toMatch(/, but it looks like none of them\n$/);
    expect((await predict('noise.png', ...cnn, '--csv')).stdout).toMatch(/,true\n$/);
    expect(JSON.parse((await predict('noise.png', ...cnn, '--json')).stdout).outOfDistribution).toBe(true);
    expect((await predict('noise.png', ...cnn, '--show')).stdout).toMatch(/but it looks like none of them/);
  });

  it('drawn, in characters where there are no colours, and in half blocks where there are', async () => {
    const plain = linesOf((await predict(boot, ...model, '--show')).stdout);
    expect(plain).toHaveLength(16);
    expect(plain[0]).toBe(boot);
    expect(plain[1].slice(30)).toMatch(/^Ankle boot \(\d+\.\d%\)$/);
    expect(plain.slice(3, 13).map((line) => line.slice(30).split(/ {2,}/)[0])).toContain('T-shirt/top');
    expect(plain.join('')).toMatch(/[#%@]{3}/);
    for (const [depth, code] of [
      ['3', '38;2;'],
      ['2', '38;5;'],
    ]) {
      const { stdout } = await fmnist(['predict', boot, ...model, '--show'], { FORCE_COLOR: depth });
      expect(stdout.split('▀')).toHaveLength(1 + 28 * 14);
      expect(stdout).toContain(`\u001b[${code}`);
    }
    const without = await fmnist(['predict', boot, ...model, '--show'], { NO_COLOR: '1' });
    expect(without.stdout).not.toContain('\u001b');
  });

  it.each([
    [['--json', '--csv'], /give one of them/],
    [['--all', '--top', '3'], /give one of them/],
    [['--top', '0'], /--top must be a whole number > 0/],
  ])('refuses %j in a sentence', async (flags, message) => {
    const { code, stdout, stderr } = await predict(boot, ...model, ...flags);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/^fmnist: .*\n$/);
    expect(stderr).toMatch(message);
  });
});

describe('fmnist predict --explain', () => {
  it('writes an image for each picture, none over another: what the model sees, and two maps', async () => {
    const [name] = await readdir(join(folder, 'photos', '9'));
    await mkdir(join(folder, 'same'));
    const bytes = await readFile(join(folder, 'photos', '9', name));
    await writeFile(join(folder, 'same', name), bytes);
    const { code, stdout } = await predict(
      `photos/9/${name}`,
      `same/${name}`,
      ...model,
      '--explain',
      'why',
      '--json',
    );
    expect(code).toBe(0);
    const base = name.replace('.png', '');
    const names = linesOf(stdout).map((line) => JSON.parse(line).explanation);
    expect(names).toEqual([`why/${base}.explained.png`, `why/${base}-2.explained.png`]);
    const seen = await decodeImage(bytes, name);
    const image = await decodeImage(await readFile(join(folder, names[0])), names[0]);
    const at = (x: number, y: number) => [
      ...image.data.subarray(4 * (y * image.width + x), 4 * (y * image.width + x) + 3),
    ];
    const [left, top] = [20, 56];
    const colored = new Set<string>();
    for (let y = 0; y < 28; y++) {
      for (let x = 0; x < 28; x++) {
        const grey = seen.data[4 * (28 * y + x)];
        expect(at(left + 10 * x + 5, top + 10 * y + 5)).toEqual([grey, grey, grey]);
        for (const panel of [1, 2]) {
          const [red, , blue] = at(left + 300 * panel + 10 * x + 5, top + 10 * y + 5);
          if (red !== blue) colored.add(`${panel} ${red}`);
        }
      }
    }
    expect(colored.size).toBeGreaterThan(100);
  });

  it('writes one file for one picture, and never over a file that is there', async () => {
    const [name] = await readdir(join(folder, 'photos', '1'));
    const picture = `photos/1/${name}`;
    const ran = await predict(picture, ...model, '--explain', 'trouser.png');
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(linesOf(ran.stdout)[1]).toBe('  explained in trouser.png');
    const written = await readFile(join(folder, 'trouser.png'));
    const again = await predict(...model, picture, '--explain', 'trouser.png');
    expect([again.code, again.stdout]).toEqual([1, '']);
    expect(again.stderr).toMatch(/^fmnist: trouser\.png is there already: /);
    expect(await readFile(join(folder, 'trouser.png'))).toEqual(written);
  });

  it('refuses one file for several pictures', async () => {
    const { code, stderr } = await predict('photos/1', ...model, '--explain', 'all.png');
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^fmnist: --explain all\.png has room for one picture, but there are \d+: name a folder\n$/,
    );
  });
});
