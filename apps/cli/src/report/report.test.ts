import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Dense, Flatten, MaxPool2D, Rescale, Softmax } from '@fmnist/core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { spawnFmnist } from '../spawn-fmnist';
import { figureNames } from './figures/figure-names';

let folder: string;
let accuracy: number;

const fmnist = (args: string[], variables?: NodeJS.ProcessEnv) => spawnFmnist(args, folder, variables).ended;

const small = ['train', '--hidden', '8', '--epochs', '1', '--print-every', '0'];

/** A network whose first layer pools, and so has no weights that could be seen. */
async function writePoolingRecipe(): Promise<void> {
  const { stdout } = await fmnist(['presets', 'show', 'original']);
  const recipe = JSON.parse(stdout);
  const layers = [
    new Rescale(1 / 255),
    new MaxPool2D({ poolSize: 4 }),
    new Flatten(),
    new Dense(49, 10),
    new Softmax(),
  ].map((layer) => layer.config());
  const pooling = { ...recipe, epochs: 1, model: { ...recipe.model, inputShape: [28, 28, 1], layers } };
  await writeFile(join(folder, 'pooling.json'), JSON.stringify(pooling));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fmnist-report-'));
  const { code, stdout } = await fmnist([...small, '--name', 'first', '--json']);
  expect(code).toBe(0);
  ({ accuracy } = JSON.parse(stdout).test);
});

afterAll(() => rm(folder, { recursive: true }));

describe('fmnist report', () => {
  it('makes again, byte for byte, the report that a training leaves in its folder', async () => {
    const path = join(folder, 'runs/first/report.html');
    const page = await readFile(path, 'utf8');
    expect(page).toContain(`${(100 * accuracy).toFixed(2)}%`);
    expect(page).toContain('fmnist train --config runs/first/config.json');
    await rm(path);
    const { code, stdout } = await fmnist(['report']);
    expect([code, stdout]).toEqual([0, `${path}\n`]);
    expect(await readFile(path, 'utf8')).toBe(page);
  });

  it('tells of a run that went on and was interrupted how far it came, once it is asked for', async () => {
    await cp(join(folder, 'runs/first'), join(folder, 'runs/cut'), { recursive: true });
    const { process, ended } = spawnFmnist(['train', '--resume', 'runs/cut', '--epochs', '500'], folder);
    process.stdout?.on('data', (text) => {
      if (String(text).includes('epoch: 3')) process.kill('SIGINT');
    });
    expect((await ended).code).toBe(130);
    expect(await readdir(join(folder, 'runs/cut'))).not.toContain('report.html');
    expect((await fmnist(['report', 'cut'])).code).toBe(0);
    const page = await readFile(join(folder, 'runs/cut/report.html'), 'utf8');
    expect(page).toMatch(/interrupted after \d+ of 500 epochs/);
    expect(page).not.toContain('Test loss');
  });

  it('leaves out weights that cannot be seen as pictures', async () => {
    await writePoolingRecipe();
    expect((await fmnist(['train', '--preset', 'pooling.json', '--name', 'pooling'])).code).toBe(0);
    const page = await readFile(join(folder, 'runs/pooling/report.html'), 'utf8');
    expect(page).toContain('What is taken for what');
    expect(page).not.toContain('What the first layer looks for');
    const { code, stderr } = await fmnist(['plot', 'weights', 'pooling', '-o', 'weights.svg']);
    expect([code, stderr]).toEqual([
      1,
      'fmnist: The first layer of pooling does not look at grey pictures: its weights cannot be shown as pictures\n',
    ]);
  });

  it('says in one sentence that there is no such run', async () => {
    const { code, stderr } = await fmnist(['report', 'nowhere']);
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^fmnist: There is no run "nowhere" .*\n$/)]);
  });
});

describe('fmnist plot', () => {
  it.each(figureNames)('draws %s as SVG and as PNG of twice the size', async (figure) => {
    for (const format of ['svg', 'png']) {
      const { code, stderr, stdout } = await fmnist([
        'plot',
        figure,
        'first',
        '-o',
        `out/${figure}.${format}`,
      ]);
      expect([code, stderr, stdout]).toEqual([0, '', `${join(folder, `out/${figure}.${format}`)}\n`]);
    }
    const svg = await sharp(join(folder, `out/${figure}.svg`)).metadata();
    const png = await sharp(join(folder, `out/${figure}.png`)).metadata();
    expect([svg.format, png.format]).toEqual(['svg', 'png']);
    expect([png.width, png.height]).toEqual([2 * (svg.width ?? 0), 2 * (svg.height ?? 0)]);
  });

  it('writes no PNG without letters where the machine has no font, but an SVG', async () => {
    await writeFile(join(folder, 'no-fonts.conf'), '<?xml version="1.0"?><fontconfig></fontconfig>');
    const noFonts = { FONTCONFIG_FILE: join(folder, 'no-fonts.conf') };
    const png = await fmnist(['plot', 'curves', '-o', 'bare/curves.png'], noFonts);
    expect([png.code, png.stderr]).toEqual([1, expect.stringMatching(/has no font.*or write an SVG\n$/)]);
    await expect(readdir(join(folder, 'bare'))).rejects.toThrow('ENOENT');
    expect((await fmnist(['plot', 'curves', '-o', 'bare/curves.svg'], noFonts)).code).toBe(0);
  });

  it.each([
    [2, ['hats', '-o', 'a.svg'], /must be one of "curves", "confusion"/],
    [2, ['curves', '-o', 'a.gif'], /--out must end in \.svg or \.png, got "a\.gif"/],
    [2, ['curves'], /Missing: --out/],
    [1, ['curves', 'nowhere', '-o', 'a.svg'], /There is no run "nowhere"/],
    [1, ['curves', 'first', '-o', 'runs/first/config.json/a.svg'], /Cannot write .*a\.svg/],
  ])('exits with %i and one sentence for `plot` %j', async (exitCode, args, sentence) => {
    const { code, stderr } = await fmnist(['plot', ...args]);
    expect(code).toBe(exitCode);
    expect(stderr).toMatch(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(await readdir(folder)).not.toContain('a.svg');
  });

  it('has nothing to draw where nothing was trained', async () => {
    const empty = await mkdtemp(join(tmpdir(), 'fmnist-empty-'));
    const { code, stderr } = await spawnFmnist(['plot', 'curves', '-o', 'a.svg'], empty).ended;
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^fmnist: There is no run under .*\n$/)]);
    await rm(empty, { recursive: true });
  });
});
