import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { capabilities, Dense, Model } from '@fmnist/core';
import { exportImages, loadFashionMnist } from '@fmnist/data/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { spawnFmnist } from './spawn-fmnist';

const small = ['train', '--hidden', '8', '--epochs', '1', '--json'];
let folder: string;

const fmnist = (args: string[], variables?: NodeJS.ProcessEnv) => spawnFmnist(args, folder, variables).ended;

const lastLine = (text: string) => JSON.parse(text.trim().split('\n').at(-1) ?? '');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fmnist-cli-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe('fmnist train', () => {
  it('trains on the real pictures, reports in JSON, and gives the same weights for the same seed on any number of threads', async () => {
    const first = await fmnist([...small, '--seed', '7', '--out', 'first']);
    expect(first.code).toBe(0);
    const report = lastLine(first.stdout);
    expect(first.stdout.trim().split('\n')).toHaveLength(1);
    expect(Object.keys(report)).toEqual([
      'epochs',
      'seconds',
      'secondsPerEpoch',
      'threads',
      'train',
      'test',
      'files',
      'weightsSha256',
    ]);
    expect(report.test.accuracy).toBeGreaterThan(0.6);
    expect(first.stderr).toMatch(/^epoch: 1$/m);
    expect(first.stderr).toMatch(
      /^step: 0, acc: 0\.\d{3}, loss: \d\.\d{3} \(data_loss: \d\.\d{3}, reg_loss: 0\.\d{3}\), lr: 0\.002$/m,
    );
    expect(first.stderr).toMatch(/^training, acc: 0\.\d{3}, loss: /m);
    expect(first.stderr).toMatch(/^validation, acc: 0\.\d{3}, loss: \d\.\d{3}$/m);
    expect((await readdir(join(folder, 'first'))).sort()).toEqual([
      'checkpoint.safetensors',
      'config.json',
      'fashion_mnist.model.safetensors',
      'fashion_mnist.params.safetensors',
      'history.jsonl',
      'report.html',
      'result.json',
    ]);

    const { simd, threads: areShared } = capabilities();
    for (const threads of [1, 2, 3]) {
      const again = lastLine(
        (await fmnist([...small, '--seed', '7', '--out', 'again', '--threads', String(threads)])).stdout,
      );
      expect(again).toMatchObject({
        threads: simd && areShared ? threads : 1,
        weightsSha256: report.weightsSha256,
      });
    }
    const other = lastLine((await fmnist([...small, '--seed', '8', '--out', 'other'])).stdout);
    expect(other.weightsSha256).not.toBe(report.weightsSha256);
  });

  it('begins with the parameters of --init-from, and fails below --target-accuracy', async () => {
    const { code, stdout, stderr } = await fmnist([
      ...small,
      ...[
        '--init-from',
        'first/fashion_mnist.params.safetensors',
        '--out',
        'more',
        '--target-accuracy',
        '0.999',
      ],
    ]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/below the target of 0\.999/);
    const before = lastLine(
      (await fmnist(['evaluate', '--model', 'first/fashion_mnist.model.safetensors', '--json'])).stdout,
    );
    expect(lastLine(stdout).test.loss).toBeLessThan(before.loss);
  });
});

describe('fmnist evaluate', () => {
  it('asks the best model that comes with it where none is named', async () => {
    const { code, stdout } = await fmnist(['evaluate']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/cnn\.safetensors\ntest: accuracy 0\.94\d\d/);
  });

  it('measures a model as its training did, class by class', async () => {
    const { code, stdout } = await fmnist([
      'evaluate',
      '--model',
      'first/fashion_mnist.model.safetensors',
      '--json',
    ]);
    expect(code).toBe(0);
    const { accuracy, perClass } = lastLine(stdout);
    expect(perClass).toHaveLength(10);
    const recalls = perClass.map(({ recall }: { recall: number }) => recall);
    expect(recalls.reduce((sum: number, recall: number) => sum + recall, 0) / 10).toBeCloseTo(accuracy, 10);
  });
});

describe('fmnist predict', () => {
  it('names garments, each picture on a line, and goes on after a bad one', async () => {
    const { test } = await loadFashionMnist();
    await exportImages(
      { ...test, images: test.images.rows(0, 20), labels: test.labels.slice(0, 20) },
      join(folder, 'png'),
    );
    await writeFile(join(folder, 'bad.png'), 'no picture');
    const model = ['--model', 'first/fashion_mnist.model.safetensors'];
    const files = ['png/9/00000.png', 'bad.png', 'png/1/00002.png'];
    const { code, stdout, stderr } = await fmnist(['predict', ...files, ...model, '--json']);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^fmnist: bad\.png is not a picture that can be read: .*\n$/);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ file }) => file)).toEqual([files[0], files[2]]);
    for (const { probabilities, probability, class: best, label } of lines) {
      expect(probabilities).toHaveLength(10);
      expect(probabilities[best]).toBe(probability);
      expect(label).toBe(test.classNames[best]);
    }
    expect(lines[1].label).toBe('Trouser');
    const plain = await fmnist(['predict', files[2], ...model, '--all']);
    expect(plain.stdout).toMatch(/^png\/1\/00002\.png: Trouser \(\d+\.\d%\)\n {2}T-shirt\/top/);
  });
});

describe('fmnist data', () => {
  it('tells what it holds', async () => {
    const { code, stdout } = await fmnist(['data', 'info']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Ankle boot +6000 +1000$/m);
  });

  it('refuses a corrupt cache in a sentence', async () => {
    await mkdir(join(folder, 'cache'));
    await writeFile(join(folder, 'cache', 'train-images-idx3-ubyte'), 'garbage');
    const { code, stderr } = await fmnist(['data', 'get'], { FMNIST_CACHE: join(folder, 'cache') });
    expect(code).toBe(1);
    expect(stderr).toMatch(/cache was corrupt/);
  });
});

describe('fmnist presets', () => {
  it('lists what train --preset knows', async () => {
    const { stdout, code } = await fmnist(['presets', 'list']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^original +the original.*\nmlp .*\ncnn-small .*\ncnn .*\n$/);
  });

  it('shows a recipe that trains to the same weights, and that can be changed', async () => {
    const shown = await fmnist(['presets', 'show', 'original']);
    const recipe = JSON.parse(shown.stdout);
    await writeFile(join(folder, 'same.json'), shown.stdout);
    const train = async (...flags: string[]) =>
      lastLine((await fmnist(['train', '--epochs', '1', '--json', '--out', 'preset', ...flags])).stdout);
    const { weightsSha256 } = await train();
    expect((await train('--preset', 'same.json')).weightsSha256).toBe(weightsSha256);

    const [rescale, ...others] = recipe.model.layers;
    const mirrored = {
      ...recipe,
      model: { ...recipe.model, inputShape: [28, 28, 1], layers: [rescale, { type: 'Flatten' }, ...others] },
      augment: [{ type: 'HorizontalFlip', probability: 0.5 }],
    };
    await writeFile(join(folder, 'mirrored.json'), JSON.stringify(mirrored));
    const changed = await train('--preset', 'mirrored.json');
    expect(changed.weightsSha256).not.toBe(weightsSha256);

    const evaluate = async (...flags: string[]) =>
      lastLine((await fmnist(['evaluate', '--model', changed.files.model, '--json', ...flags])).stdout);
    const averaged = await evaluate('--average', 'flip');
    expect(averaged.loss).toBeLessThan((await evaluate()).loss);
  });

  it('says what is wrong with a recipe, and where', async () => {
    const recipe = JSON.parse((await fmnist(['presets', 'show', 'mlp'])).stdout);
    const fails = async (changed: object, message: RegExp) => {
      await writeFile(join(folder, 'changed.json'), JSON.stringify(changed));
      const { code, stderr } = await fmnist(['train', '--preset', 'changed.json']);
      expect(code).toBe(1);
      expect(stderr).toMatch(message);
    };
    await fails({ ...recipe, epochs: 0 }, /--preset changed\.json: This is no recipe: epochs: /);
    await fails({ ...recipe, model: { ...recipe.model, layers: [{ type: 'Dance' }] } }, /no layer "Dance"/);
    await fails(
      { ...recipe, augment: [{ type: 'Dance' }] },
      /augment\[0\]: there is no augmentation "Dance"/,
    );
  });
});

describe('fmnist train --validation-split', () => {
  it('trains on the rest, and watches on what it holds back', async () => {
    const { stdout } = await fmnist([
      ...small,
      '--validation-split',
      '0.75',
      '--history',
      'csv',
      '--out',
      'split',
    ]);
    const { test } = lastLine(stdout);
    const [, record] = (await readFile(join(folder, 'split', 'history.csv'), 'utf8')).split('\n');
    const validationAccuracy = Number(record.split(',')[6]);
    expect(validationAccuracy).not.toBe(test.accuracy);
    expect(Number.isInteger(Math.round(validationAccuracy * 45_000 * 1e6) / 1e6)).toBe(true);
  });
});

describe('wrong use', () => {
  const wrong: [string, number, RegExp][] = [
    ['', 2, /Name a command/],
    ['trian', 2, /Unknown (argument|command): trian/],
    ['train --epochs 0', 2, /--epochs must be a whole number > 0, got "0"/],
    ['train --epochs 1.5', 2, /--epochs/],
    ['train --epochs many', 2, /--epochs/],
    ['train --batch-size 0', 2, /--batch-size/],
    ['train --learning-rate -1', 2, /--learning-rate must be a number > 0/],
    ['train --decay x', 2, /--decay/],
    ['train --optimizer adamw', 2, /optimizer/],
    ['train --hidden 128,,4', 2, /--hidden/],
    ['train --l2 -1', 2, /--l2/],
    ['train --preset best', 2, /--preset must be one of original, mlp, cnn-small, cnn, or a recipe’s file/],
    [
      'train --preset cnn --hidden 8',
      2,
      /--hidden varies the original network; it cannot go with --preset cnn/,
    ],
    ['train --preset missing.json', 1, /--preset missing\.json: cannot read the file/],
    ['train --validation-split 1', 2, /--validation-split must be a number between 0 and 1/],
    ['presets show best', 2, /cnn-small/],
    ['train --seed -1', 2, /--seed/],
    ['train --seed 4294967296', 2, /--seed/],
    ['train --print-every x', 2, /--print-every/],
    ['train --threads 0', 2, /--threads/],
    ['train --precision exactly', 2, /precision/],
    ['train --target-accuracy 2', 2, /--target-accuracy/],
    ['train --unknown', 2, /Unknown argument/],
    ['train --init-from missing.safetensors', 1, /Cannot read the parameters file/],
    ['train --data nowhere', 1, /There is no folder .*nowhere that can be read/],
    ['export --format onnx', 1, /There is no trained model/],
    ['evaluate --average mirror', 2, /--average must be flip, shifts or flip,shifts, got "mirror"/],
    ['evaluate --model missing', 1, /Cannot read the model .*: there is no such file/],
    ['evaluate --model .', 1, /it is a folder/],
    ['evaluate --model garbage', 1, /holds no model/],
    ['evaluate --model tiny', 1, /a model of 2 inputs/],
    ['predict', 2, /Too few arguments/],
    ['predict missing.png --model first/fashion_mnist.model.safetensors', 1, /Cannot read the picture/],
    ['predict none*.png --model first/fashion_mnist.model.safetensors', 1, /no file that matches/],
    ['data', 2, /.+/],
    ['data burn', 2, /Unknown|Say what/],
  ];

  it.each(wrong)('"fmnist %s" ends with exit code %i and a sentence', async (line, code, message) => {
    await writeFile(join(folder, 'garbage'), 'garbage, not safetensors');
    const tiny = new Model();
    tiny.add(new Dense(2, 3));
    tiny.finalize();
    await writeFile(join(folder, 'tiny'), tiny.save());
    const ran = await fmnist(line === '' ? [] : line.split(' '));
    expect(ran.stderr).toMatch(message);
    expect(ran.stderr).toMatch(/^fmnist: /);
    expect(ran.stderr).not.toMatch(/\n\s+at /);
    expect(ran.code).toBe(code);
  });

  it('leaves nothing behind', async () => {
    expect(await readdir(folder)).not.toContain('runs');
    expect(await readFile(join(folder, 'garbage'), 'utf8')).toBe('garbage, not safetensors');
  });
});
