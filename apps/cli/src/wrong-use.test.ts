import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Dense, Model } from '@fmnist/core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { spawnFmnist } from './spawn-fmnist';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
let folder: string;
let before: string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fmnist-wrong-'));
  await mkdir(join(folder, 'nothing'));
  await writeFile(join(folder, 'empty.png'), '');
  await writeFile(join(folder, 'text.png'), 'this is no picture');
  await writeFile(join(folder, 'garbage.safetensors'), 'garbage, not safetensors');
  await writeFile(join(folder, 'list.json'), '[1, 2]');
  await writeFile(join(folder, 'broken.json'), '{ "about": ');
  const model = new Model();
  model.add(new Dense(2, 3));
  model.finalize();
  const saved = model.save();
  await writeFile(join(folder, 'of-two.safetensors'), saved);
  await writeFile(join(folder, 'cut-off.safetensors'), saved.subarray(0, saved.length - 5));
  const picture = sharp({ create: { width: 300, height: 300, channels: 3, background: '#888' } });
  const jpeg = await picture.jpeg().toBuffer();
  await writeFile(join(folder, 'cut-off.jpg'), jpeg.subarray(0, 300));
  await sharp({ create: { width: 10_001, height: 10_001, channels: 3, background: '#888' } })
    .png()
    .toFile(join(folder, 'huge.png'));
  before = (await readdir(folder)).sort();
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

const number = [
  ['--epochs', '0'],
  ['--epochs', '1.5'],
  ['--epochs', 'many'],
  ['--batch-size', '-1'],
  ['--batch-size', '1e99'],
  ['--learning-rate', '-0.1'],
  ['--learning-rate', 'NaN'],
  ['--learning-rate', 'Infinity'],
  ['--hidden', '0'],
  ['--hidden', '16,x'],
  ['--l2', '-1'],
  ['--decay', 'fast'],
  ['--validation-split', '0'],
  ['--validation-split', '1'],
  ['--seed', '-1'],
  ['--seed', '4294967296'],
  ['--early-stopping', '0'],
  ['--reduce-lr', 'x'],
  ['--min-delta', '-1'],
  ['--print-every', '-1'],
  ['--threads', '0'],
  ['--threads', 'all'],
  ['--checkpoint-every', '5h'],
  ['--target-accuracy', '90'],
  ['--preset', 'best'],
] as const;

const choice = ['--optimizer', '--precision', '--monitor', '--history', '--log-format'] as const;

/** Command lines that are wrong in themselves. */
const usage: [string, RegExp][] = [
  ...number.map(([flag, value]): [string, RegExp] => [
    `train ${flag} ${value}`,
    new RegExp(`${flag} must be`),
  ]),
  ...choice.map((flag): [string, RegExp] => [
    `train ${flag} other`,
    new RegExp(`${flag.slice(2)} is "other", but must be one of`),
  ]),
  ['', /Name a command/],
  ['fly', /Unknown argument: fly/],
  ['train --seed', /Not enough arguments following: seed|--seed needs a value/],
  ['train --seed 1 --seed 2', /--seed is given more than once/],
  ['train --hidden 8 --preset cnn', /--hidden varies the original network/],
  ['train now', /Unknown argument: now/],
  ['predict', /Too few arguments: fmnist predict <images\.\.>/],
  ['predict x.png --average mirror', /--average must be/],
  ['export', /Missing: --format/],
  ['export --format pickle', /format is "pickle", but must be one of/],
  ['import-original', /Too few arguments/],
  ['inspect', /Too few arguments/],
  ['presets', /say what to do/],
  ['presets show best', /name is "best", but must be one of/],
  ['data', /.+/],
  ['bench --pictures 0', /--pictures must be a whole number > 0/],
  ['completion tcsh', /shell is "tcsh", but must be one of/],
];

/** Command lines that are right, about files that are not. */
const files: [string, RegExp][] = [
  ['train --data nowhere', /nowhere/],
  ['train --data empty.png', /empty\.png/],
  ['train --init-from nowhere.safetensors', /Cannot read the parameters file .*there is no such file/],
  ['train --init-from garbage.safetensors', /--init-from .*garbage\.safetensors: /],
  ['train --init-from of-two.safetensors', /--init-from .*of-two\.safetensors: /],
  ['train --preset nowhere.json', /--preset nowhere\.json: cannot read the file/],
  ['train --preset broken.json', /--preset broken\.json: the file is not JSON/],
  ['train --preset list.json', /--preset list\.json: This is no recipe/],
  ['train --resume nowhere', /--resume .*there is no run/],
  ['train --config nowhere.json', /nowhere\.json/],
  ['train --config broken.json', /broken\.json.*not JSON/],
  ['train --hidden 8 --epochs 1 --quiet --out text.png/run', /Cannot write .*a part of its path is a file/],
  [
    'evaluate --model nowhere',
    /Cannot read the model .*there is no such file.*shipped are mlp, cnn-small, cnn$/m,
  ],
  ['evaluate --model nothing', /it is a folder/],
  ['evaluate --model garbage.safetensors', /holds no model/],
  ['evaluate --model cut-off.safetensors', /holds no model/],
  ['evaluate --model of-two.safetensors', /a model of 2 inputs/],
  ['predict nowhere.png --model mlp', /nowhere\.png/],
  ['predict nothing --model mlp', /nothing/],
  ['predict empty.png --model mlp', /empty\.png/],
  ['predict text.png --model mlp', /text\.png/],
  ['predict cut-off.jpg --model mlp', /cut-off\.jpg/],
  ['predict huge.png --model mlp', /huge\.png.*pixel limit/],
  ['predict text.png --model garbage.safetensors', /holds no model/],
  ['inspect nowhere', /there is no such file/],
  ['inspect nothing', /it is a folder/],
  ['inspect text.png', /text\.png: /],
  ['inspect cut-off.safetensors', /cut-off\.safetensors: /],
  ['export nowhere --format onnx', /there is no such file/],
  ['export garbage.safetensors --format onnx', /holds no model/],
  ['export of-two.safetensors --format json --out text.png/x', /Cannot write/],
  ['import-original garbage.safetensors --out made', /garbage\.safetensors: /],
  ['report nowhere', /nowhere/],
  ['plot curves nowhere --out figure.svg', /nowhere/],
];

const spoken = async (line: string) => spawnFmnist(line === '' ? [] : line.split(' '), folder).ended;

describe('a wrong command line', () => {
  it.each(usage)('"fmnist %s" ends with exit code 2 and one sentence', async (line, sentence) => {
    const { code, stdout, stderr } = await spoken(line);
    expect(stderr).toMatch(sentence);
    expect(stderr).toMatch(/^fmnist: [^\n]+\n$/);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});

describe('a file that cannot be used', () => {
  it.each(files)('"fmnist %s" ends with exit code 1 and one sentence', async (line, sentence) => {
    const { code, stderr } = await spoken(line);
    expect(stderr).toMatch(sentence);
    expect(stderr).toMatch(/^fmnist: [^\n]+\n$/);
    expect(code).toBe(1);
  });
});

describe('afterwards', () => {
  it('nothing is written, and what was there is as it was', async () => {
    expect((await readdir(folder)).sort()).toEqual(before);
    expect(await readFile(join(folder, 'garbage.safetensors'), 'utf8')).toBe('garbage, not safetensors');
  });
});

it('a reader who goes away in the middle of the output is no error', async () => {
  const child = spawn(process.execPath, [main, 'presets', 'show', 'cnn'], { cwd: folder });
  let stderr = '';
  child.stderr.on('data', (text) => {
    stderr += text;
  });
  child.stdout.destroy();
  const code = await new Promise((resolve) => child.on('close', resolve));
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});
