import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import {
  EarlyStopping,
  type Layer,
  Model,
  ReLU,
  Residual,
  readSafetensors,
  Tensor,
  UserError,
  writeSafetensors,
} from '@fmnist/core';
import { describe, expect, it } from 'vitest';
import { classifier, hashOf, pictures } from './pictures';

const fixtures = fileURLToPath(new URL('fixtures/formats', import.meta.url));
const versions = (await readdir(fixtures)).filter((name) => /^v\d+$/.test(name));

interface Expected {
  iterations: number;
  weightsSha256: string;
  prediction: number[];
}

describe.each(versions)('files of format %s', (version) => {
  const read = async (name: string) => new Uint8Array(await readFile(`${fixtures}/${version}/${name}`));
  const expected = async (): Promise<Expected> =>
    JSON.parse(await readFile(`${fixtures}/${version}/expected.json`, 'utf8'));

  it('still load: the model', async () => {
    const { weightsSha256, prediction } = await expected();
    const model = Model.load(await read('model.safetensors'));
    expect(hashOf(model)).toBe(weightsSha256);
    expect([...model.predictSample(Uint8Array.of(10, 200, 30))]).toEqual(prediction);
    expect(model.labels).toEqual(['low', 'high']);
    expect(model.trainingSummary).toMatchObject({ epochs: 4, batchSize: 8, samples: 40, seed: 5 });
  });

  it('still load: the model with its optimizer', async () => {
    const { weightsSha256, iterations } = await expected();
    const model = Model.load(await read('model-with-optimizer.safetensors'));
    expect(hashOf(model)).toBe(weightsSha256);
    expect(model.getOptimizerState().iterations).toBe(iterations);
    expect(model.getOptimizerState().tensors.get('0.weights.momentums')?.shape).toEqual([3, 4]);
  });

  it('still load: the parameters', async () => {
    const model = Model.load(await read('model.safetensors'));
    model.setParameters(
      model.getParameters().map((layer) => layer.map(({ shape }) => Tensor.zeros(shape, 'float32'))),
    );
    model.loadParameters(await read('parameters.safetensors'));
    expect(hashOf(model)).toBe((await expected()).weightsSha256);
  });

  it('still load: the checkpoint, whose training goes on to the same bits', async () => {
    const { model, progress } = Model.loadCheckpoint(await read('checkpoint.safetensors'));
    expect(progress).toMatchObject({ epochs: 4, epoch: 1, step: 2, seed: 5 });
    const rows = Array.from({ length: 40 }, (_, row) => [row * 6, (row * 77) % 256, (row * 131) % 256]);
    const x = new Tensor(Uint8Array.from(rows.flat()), [40, 3]);
    const y = Uint8Array.from(rows, ([first]) => (first > 120 ? 1 : 0));
    await model.train(x, y, { resume: progress, callbacks: [new EarlyStopping({ monitor: 'loss' })] });
    const { weightsSha256 } = await expected();
    expect(createHash('sha256').update(model.saveParameters()).digest('hex')).toBe(weightsSha256);
  });
});

it('a file of a newer format is refused, with its version', () => {
  const { tensors, metadata } = readSafetensors(classifier().save());
  const config = { ...JSON.parse(metadata.fmnist), formatVersion: 7 };
  const newer = writeSafetensors(tensors, { fmnist: JSON.stringify(config) });
  for (const load of [
    Model.load,
    Model.loadCheckpoint,
    (bytes: Uint8Array) => classifier().loadParameters(bytes),
  ]) {
    expect(() => load(newer)).toThrow(
      /format version 7, newer than 1, the newest this program reads: update it/,
    );
  }
});

describe('of a file that is not one of ours', () => {
  const filed = (config: string) => writeSafetensors(new Map(), { fmnist: config });

  it('there is a sentence that says so', () => {
    expect(() => Model.load(writeSafetensors(new Map(), { format: 'pt' }))).toThrow(
      new UserError(
        'This safetensors file is not one of ours: its metadata has no "fmnist", which holds the architecture',
      ),
    );
    expect(() => Model.load(filed('{"formatVersion":1'))).toThrow(
      expect.objectContaining({
        name: 'UserError',
        message: 'The file’s metadata "fmnist" is not JSON',
        cause: expect.any(SyntaxError),
      }),
    );
    expect(() => Model.load(filed('{"formatVersion":1,"kind":"picture"}'))).toThrow(
      'fmnist.kind must be one of model, parameters, checkpoint, got "picture"',
    );
    expect(() => Model.load(classifier().saveParameters())).toThrow(
      new UserError(
        'This file holds parameters alone, not a model: load it into a model of the same layers with loadParameters()',
      ),
    );
  });

  it('a checkpoint says how exactly it is to go on, and nothing we do not know', async () => {
    const checkpoint = new Uint8Array(await readFile(`${fixtures}/v1/checkpoint.safetensors`));
    const { tensors, metadata } = readSafetensors(checkpoint);
    const changed = (change: object) =>
      writeSafetensors(tensors, { fmnist: JSON.stringify({ ...JSON.parse(metadata.fmnist), ...change }) });
    expect(() => Model.loadCheckpoint(changed({ precision: 'slow' }))).toThrow(
      'fmnist.precision must be one of exact, fast, got "slow"',
    );
    expect(() => Model.loadCheckpoint(changed({ iterations: -1 }))).toThrow(
      'fmnist.iterations must be a whole number ≥ 0, got -1',
    );
    expect(() => Model.loadCheckpoint(changed({ speed: 1 }))).toThrow('fmnist has an unknown field "speed"');
  });
});

describe('where the optimizer stood', () => {
  it('is read from a model saved with it and from a checkpoint, with its kind', async () => {
    const { x, y } = pictures(40);
    const model = classifier();
    await model.train(x, y, { batchSize: 8 });
    const state = Model.readOptimizerState(model.save({ includeOptimizer: true }));
    expect(state).toEqual({ type: 'Adam', ...model.getOptimizerState() });
    const checkpoint = new Uint8Array(await readFile(`${fixtures}/v1/checkpoint.safetensors`));
    expect(Model.readOptimizerState(checkpoint)).toMatchObject({
      iterations: Model.loadCheckpoint(checkpoint).model.getOptimizerState().iterations,
    });
  });

  it('is nothing in a model saved without it, in parameters alone, and in the file of another program', () => {
    const model = classifier();
    for (const bytes of [model.save(), model.saveParameters(), writeSafetensors(new Map())]) {
      expect(Model.readOptimizerState(bytes)).toBeUndefined();
    }
  });
});

/** The JSON of layers inside of a layer's field, so many times. */
function nestedIn(type: string, field: string, levels: number): string {
  const open = `[{"type":"${type}","projection":[],"${field}":`;
  return `${open.repeat(levels)}[{"type":"ReLU"}]${'}]'.repeat(levels)}`;
}

describe('Residuals inside of each other', () => {
  const nested = (levels: number) => {
    let layer: Layer = new ReLU();
    for (let level = 0; level < levels; level++) layer = new Residual([layer]);
    return layer;
  };

  it('are saved and loaded, 16 of them', () => {
    const model = new Model({ inputShape: [2] });
    model.add(nested(16));
    model.finalize();
    const again = Model.load(model.save());
    expect(again.save()).toEqual(model.save());
    expect([...again.predictSample(Float32Array.of(1, -1))]).toEqual([17, -16]);
  });

  it('are refused where there are more', () => {
    expect(() => nested(17)).toThrow(new UserError('Residual: more than 16 are inside of each other'));
  });

  it.each([
    [
      '17',
      nestedIn('Residual', 'layers', 17),
      /^fmnist\.layers\[0\]: Residual: more than 16 are inside of each other$/,
    ],
    [
      '50,000',
      nestedIn('Residual', 'layers', 50_000),
      /^fmnist(\.layers\[0\])+ is nested deeper than 32, as no model is$/,
    ],
    [
      '50,000, where a number belongs,',
      nestedIn('Dense', 'inputs', 50_000),
      /^fmnist\.layers\[0\]\.inputs must be a finite number, got a list$/,
    ],
  ])('%s in a file are refused with a sentence', (_, layers, sentence) => {
    const config = `{"formatVersion":1,"kind":"model","dtype":"float32","inputShape":[2],"layers":${layers}}`;
    const file = writeSafetensors(new Map(), { fmnist: config });
    expect(() => Model.load(file)).toThrow(UserError);
    expect(() => Model.load(file)).toThrow(sentence);
  });
});

it('a model saved with its optimizer goes on training as if it had never been saved', async () => {
  const { x, y } = pictures(200);
  const options = { epochs: 2, batchSize: 32 };
  const whole = classifier();
  await whole.train(x, y, options);
  const saved = Model.load(whole.save({ includeOptimizer: true }));
  await whole.train(x, y, { ...options, seed: 1 });
  await saved.train(x, y, { ...options, seed: 1 });
  expect(hashOf(saved)).toBe(hashOf(whole));
});
