import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Adam,
  BatchNorm,
  CategoricalCrossEntropy,
  Conv2D,
  Dense,
  GlobalAveragePool2D,
  Model,
  RandomStream,
  ReLU,
  Rescale,
  Residual,
  Softmax,
  Tensor,
} from '@fmnist/core';
import { CheckpointFile } from '@fmnist/core/node';
import { importJson, readNpz, readOnnx } from '@fmnist/interchange';
import { weightsSha256 } from '@fmnist/models/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { spawnFmnist } from './spawn-fmnist';

let folder: string;
let model: Model;

const fmnist = (...args: string[]) => spawnFmnist(args, folder).ended;
const bytesOf = async (name: string) => new Uint8Array(await readFile(join(folder, name)));

async function inspect(file: string) {
  const { code, stdout, stderr } = await fmnist('inspect', file, '--json');
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout);
}

/** What there is to tell of the layers: those inside of a Residual come before it, and running statistics do not count. */
const layers = [
  { name: 'Rescale 1', outputShape: [28, 28, 1], parameters: 0 },
  { name: 'Conv2D 1', outputShape: [7, 7, 2], parameters: 9 * 2 },
  { name: 'BatchNorm 1', outputShape: [7, 7, 2], parameters: 4 },
  { name: 'ReLU 1', outputShape: [7, 7, 2], parameters: 0 },
  { name: 'Conv2D 2', outputShape: [4, 4, 4], parameters: 9 * 2 * 4 + 4 },
  { name: 'Conv2D 3', outputShape: [4, 4, 4], parameters: 2 * 4 },
  { name: 'Residual 1', outputShape: [4, 4, 4], parameters: 0 },
  { name: 'GlobalAveragePool2D 1', outputShape: [4], parameters: 0 },
  { name: 'Dense 1', outputShape: [10], parameters: 50 },
  { name: 'Softmax 1', outputShape: [10], parameters: 0 },
];
const parameters = 18 + 4 + 76 + 8 + 50;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fmnist-images-'));
  model = new Model({ inputShape: [28, 28, 1], seed: 4 });
  for (const layer of [
    new Rescale(1 / 255),
    new Conv2D(1, 2, { stride: 4, padding: 'same', useBias: false }),
    new BatchNorm(),
    new ReLU(),
    new Residual([new Conv2D(2, 4, { stride: 2, padding: 'same' })]),
    new GlobalAveragePool2D(),
    new Dense(4, 10),
    new Softmax(),
  ]) {
    model.add(layer);
  }
  model.set({ loss: new CategoricalCrossEntropy(), optimizer: new Adam() });
  model.finalize();
  const random = new RandomStream(1, 'images');
  const pixels = Uint8Array.from({ length: 20 * 784 }, (_, n) => 256 * random.uniform(n));
  await model.train(
    new Tensor(pixels, [20, 28, 28, 1]),
    Uint8Array.from({ length: 20 }, (_, n) => n % 10),
    {
      threads: 1,
      callbacks: [new CheckpointFile(join(folder, 'checkpoint.safetensors'), { everyEpochs: 1 })],
    },
  );
  await writeFile(join(folder, 'm.safetensors'), model.save());
});

afterAll(() => rm(folder, { recursive: true }));

describe('a model of images', () => {
  it('is inspected with the layers inside of others, and with the parameters that are learned', async () => {
    expect(await inspect('m.safetensors')).toMatchObject({ inputShape: [28, 28, 1], parameters, layers });
    expect(model.summary()).toContain(`total: ${parameters} parameters`);
    expect(await inspect('checkpoint.safetensors')).toMatchObject({ kind: 'checkpoint', parameters, layers });
    const { stdout } = await fmnist('inspect', 'm.safetensors');
    expect(stdout).toMatch(/^Residual 1 +\[4, 4, 4\] +0$/m);
    expect(stdout).toMatch(/^BatchNorm 1 +\[7, 7, 2\] +4$/m);
  });

  it('is exported in every format, and inspected there to the same count', async () => {
    for (const format of ['onnx', 'npz', 'json', 'safetensors']) {
      const ran = await fmnist('export', 'm.safetensors', '--format', format, '-o', `m.${format}.out`);
      expect(ran).toMatchObject({ code: 0, stderr: '' });
      expect(await inspect(`m.${format}.out`)).toMatchObject({ parameters });
    }
    const onnx = await inspect('m.onnx.out');
    expect(onnx).toMatchObject({ format: 'onnx', inputShape: [28, 28, 1], layers });
    expect(onnx.weightsSha256).toBeUndefined();
    expect(onnx.tensors[0]).toEqual({ name: '0.weights', dtype: 'float32', shape: [2, 1, 3, 3] });
    expect(readOnnx(await bytesOf('m.onnx.out')).inputs).toEqual([
      { name: 'pixels', dtype: 'uint8', shape: ['N', 28, 28, 1] },
    ]);
    expect(readNpz(await bytesOf('m.npz.out')).get('1.variance')?.shape).toEqual([2]);
    const text = new TextDecoder().decode(await bytesOf('m.json.out'));
    expect(weightsSha256(importJson(text))).toBe(weightsSha256(model));
    expect(await bytesOf('m.safetensors.out')).toEqual(model.saveParameters());
  });

  it.each([
    [
      'is of no model',
      '{"formatVersion":1,"kind":"model","dtype":"float99"',
      /: model\.dtype must be one of .*"float99"$/,
    ],
    ['is damaged', '{"formatVersion":1,"kind":"mod"', /: .*JSON/],
  ])('as ONNX whose config %s is told without its layers, and why', async (_, config, why) => {
    const ran = await fmnist('export', 'm.safetensors', '--format', 'onnx', '-o', 'damaged');
    expect(ran.code).toBe(0);
    const text = Buffer.from(await bytesOf('damaged')).toString('latin1');
    const original = text.slice(text.indexOf('{"formatVersion"')).slice(0, config.length);
    const damaged = text.replace(original, config);
    expect(damaged).not.toBe(text);
    await writeFile(join(folder, 'damaged'), damaged, 'latin1');
    const told = await inspect('damaged');
    expect(told.layers).toBeUndefined();
    expect(told.notes).toEqual([expect.stringMatching(/^Its layers cannot be told: /)]);
    expect(told.notes[0]).toMatch(why);
  });
});
