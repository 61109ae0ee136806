import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Model } from '@fmnist/core';
import { decodeIdx, encodeIdx } from '@fmnist/data';
import { importJson, readNpz, readOnnx } from '@fmnist/interchange';
import { weightsSha256 } from '@fmnist/models/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { spawnFmnist } from './spawn-fmnist';

const originals = fileURLToPath(
  new URL('../../../packages/interchange/test/original/fixtures', import.meta.url),
);
const MODEL = 'run/fashion_mnist.model.safetensors';
let folder: string;
let model: Model;

const fmnist = (args: string[]) => spawnFmnist(args, folder).ended;
const bytesOf = async (name: string) => new Uint8Array(await readFile(join(folder, name)));

async function inspect(file: string) {
  const { code, stdout, stderr } = await fmnist(['inspect', file, '--json']);
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fmnist-formats-'));
  const train = [
    'train',
    '--hidden',
    '8',
    '--epochs',
    '1',
    '--print-every',
    '0',
    '--out',
    'run',
    '--tensorboard',
  ];
  expect(await fmnist(train)).toMatchObject({ code: 0 });
  model = Model.load(await bytesOf(MODEL));
});

afterAll(() => rm(folder, { recursive: true }));

describe('fmnist export', () => {
  it('writes ONNX that says what it takes and gives', async () => {
    const { code, stdout } = await fmnist(['export', MODEL, '--format', 'onnx']);
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/model\.onnx: .* bytes, opset 17, IR version 8\n$/),
    ]);
    const { inputs, outputs, metadata } = readOnnx(await bytesOf('run/fashion_mnist.model.onnx'));
    expect(inputs).toEqual([{ name: 'pixels', dtype: 'uint8', shape: ['N', 784] }]);
    expect(outputs).toEqual([{ name: 'probabilities', dtype: 'float32', shape: ['N', 10] }]);
    expect(JSON.parse(metadata.get('labels') ?? '')).toEqual(model.labels);
    await fmnist(['export', MODEL, '--format', 'onnx', '--input', 'float', '-o', 'float.onnx']);
    expect(readOnnx(await bytesOf('float.onnx')).inputs[0].dtype).toBe('float32');
  });

  it('writes npz, json and parameters alone with every bit', async () => {
    await fmnist(['export', '--model', MODEL, '--format', 'npz', '-o', 'm.npz']);
    const [[weights]] = model.getParameters();
    expect(readNpz(await bytesOf('m.npz')).get('0.weights')).toEqual(weights);
    await fmnist(['export', MODEL, '--format', 'json', '-o', 'm.json']);
    expect(weightsSha256(importJson(await readFile(join(folder, 'm.json'), 'utf8')))).toBe(
      weightsSha256(model),
    );
    await fmnist(['export', 'run/checkpoint.safetensors', '--format', 'safetensors', '-o', 'p.safetensors']);
    expect(await bytesOf('p.safetensors')).toEqual(model.saveParameters());
  });
});

describe('fmnist import-original', () => {
  it.each(['numpy1', 'numpy2'])('makes models of the files written under %s', async (version) => {
    const expected = JSON.parse(await readFile(`${originals}/${version}/expected.json`, 'utf8'));
    for (const kind of ['parms', 'model']) {
      const out = `${version}-${kind}.safetensors`;
      const ran = await fmnist([
        'import-original',
        `${originals}/${version}/fashion_mnist.${kind}`,
        '-o',
        out,
      ]);
      expect(ran).toMatchObject({ code: 0, stderr: '' });
      expect(ran.stdout).toContain('The file’s float64 numbers became float32.');
      const { stdout } = await fmnist(['evaluate', '--model', out, '--json']);
      const { accuracy, loss } = JSON.parse(stdout);
      expect(Math.abs(accuracy - expected.testAccuracy)).toBeLessThan(1e-4);
      expect(Math.abs(loss - expected.testLoss)).toBeLessThan(1e-4);
    }
  });

  it('keeps the optimizer, with which train --init-from goes on', async () => {
    const flags = ['--hidden', '32,24', '--epochs', '1', '--print-every', '0'];
    const ran = await fmnist(['train', ...flags, '--init-from', 'numpy2-model.safetensors', '--out', 'on']);
    expect(ran.stdout).toMatch(/^Adam goes on after 300 steps$/m);
    expect((await inspect('on/checkpoint.safetensors')).progress.iterations).toBe(300 + 469);
    expect((await inspect('numpy2-model.safetensors')).details).toEqual({ 'optimizer steps': 300 });
  });
});

describe('fmnist inspect', () => {
  it('tells a model, as train reported it', async () => {
    const told = await inspect(MODEL);
    expect(told).toMatchObject({
      format: 'safetensors',
      formatVersion: 1,
      kind: 'model',
      parameters: 784 * 8 + 8 + 8 * 10 + 10,
      inputShape: [784],
      optimizer: { type: 'Adam', learningRate: 0.002 },
      training: { epochs: 1, batchSize: 128, samples: 60_000, seed: 0 },
      weightsSha256: weightsSha256(model),
      bytes: (await bytesOf(MODEL)).length,
    });
    expect(told.layers[1]).toEqual({ name: 'Dense 1', outputShape: [8], parameters: 784 * 8 + 8 });
    expect(told.labels).toEqual(model.labels);
  });

  it('tells every other format, whatever the file is called', async () => {
    const events = (await readdir(join(folder, 'run'))).find((name) => name.includes('tfevents'));
    await writeFile(join(folder, 'labels'), encodeIdx({ shape: [3], data: Uint8Array.of(1, 2, 3) }));
    for (const [file, told] of [
      [
        'run/checkpoint.safetensors',
        { kind: 'checkpoint', progress: { epoch: 1, epochs: 1, step: 0, stepsPerEpoch: 469 } },
      ],
      ['run/fashion_mnist.params.safetensors', { kind: 'parameters', parameters: 6370 }],
      ['m.npz', { format: 'npz', kind: 'arrays', parameters: 6370 }],
      ['m.json', { format: 'json', kind: 'model', weightsSha256: weightsSha256(model) }],
      ['float.onnx', { format: 'onnx', kind: 'model', details: { opset: '17', irVersion: 8 } }],
      [
        `${originals}/numpy1/fashion_mnist.model`,
        { kind: 'model', parameters: 26_162, details: { 'optimizer steps': 300 } },
      ],
      [`${originals}/numpy2/fashion_mnist.parms`, { kind: 'parameters', parameters: 26_162 }],
      [`run/${events}`, { format: 'TensorBoard events', details: { lastStep: 1 } }],
      ['labels', { format: 'idx', kind: 'numbers', tensors: [{ shape: [3] }] }],
    ] as const) {
      await writeFile(
        join(folder, 'nameless'),
        await readFile(join(file.startsWith('/') ? '' : folder, file)),
      );
      expect([file, await inspect('nameless')]).toMatchObject([file, told]);
    }
    expect(decodeIdx(await bytesOf('labels')).shape).toEqual([3]);
  });

  it('reads a run’s folder as the model in it', async () => {
    const ofFolder = await inspect(dirname(MODEL));
    expect(ofFolder.sha256).toBe((await inspect(MODEL)).sha256);
  });

  it('prints a table for people', async () => {
    const { stdout } = await fmnist(['inspect', MODEL]);
    expect(stdout).toMatch(/^kind +model$/m);
    expect(stdout).toMatch(
      /^training +1 epoch of 60,000 samples in batches of 128, seed 0: accuracy 0\.\d{4}/m,
    );
    expect(stdout).toMatch(/^Dense 1 +\[8\] +6,280$/m);
  });
});

describe('wrong use', () => {
  it.each<[string, number, RegExp]>([
    ['export --format onnx missing', 1, /Cannot read the model .*missing: there is no such file/],
    [`export ${MODEL}`, 2, /format/],
    [`export ${MODEL} --format pdf`, 2, /format/],
    [`export ${MODEL} --format safetensors -o ${MODEL}`, 2, /--out is the model itself/],
    [
      `export ${MODEL} --format npz -o m.npz/below`,
      1,
      /Cannot write .*below: a file of that name is in the way/,
    ],
    ['export run/fashion_mnist.params.safetensors --format onnx', 1, /holds no model: .*parameters alone/],
    ['import-original garbage -o x', 1, /^fmnist: garbage: /],
    ['import-original missing -o x', 1, /Cannot read the file/],
    ['import-original garbage', 2, /out/],
    ['inspect', 2, /Too few arguments/],
    ['inspect .', 1, /it is a folder/],
    ['inspect empty', 1, /empty: it is of no format known here/],
    ['inspect garbage', 1, /garbage: it is of no format known here/],
    ['inspect newer', 1, /newer: .*format version 8, newer than 1/],
  ])('"fmnist %s" ends with exit code %i and a sentence', async (line, code, message) => {
    await writeFile(join(folder, 'garbage'), 'garbage');
    await writeFile(join(folder, 'empty'), '');
    await writeFile(
      join(folder, 'newer'),
      Buffer.from(await bytesOf(MODEL))
        .toString('latin1')
        .replace('formatVersion\\":1', 'formatVersion\\":8'),
      'latin1',
    );
    const ran = await fmnist(line.split(' '));
    expect(ran.stderr).toMatch(message);
    expect(ran.stderr).toMatch(/^fmnist: /);
    expect(ran.stderr).not.toMatch(/\n\s+at /);
    expect(ran.code).toBe(code);
  });

  it('of files cut off anywhere ends in a sentence', async () => {
    for (const file of [MODEL, 'm.npz', 'm.json', 'float.onnx', `${originals}/numpy2/fashion_mnist.parms`]) {
      const whole = await readFile(join(file.startsWith('/') ? '' : folder, file));
      for (const share of [0.001, 0.3, 0.999]) {
        await writeFile(join(folder, 'cut'), whole.subarray(0, Math.floor(share * whole.length)));
        const { code, stderr } = await fmnist(['inspect', 'cut']);
        expect([file, share, code, stderr]).toEqual([
          file,
          share,
          1,
          expect.stringMatching(/^fmnist: cut: [^\n]+\n$/),
        ]);
      }
    }
  });
});
