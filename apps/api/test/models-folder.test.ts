import { copyFile, mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { shippedNames } from '@fmnist/models';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { modelsAnswer } from '../src/schemas/models';
import { clientOf } from './client';
import { somePixels } from './pictures';
import { launch, type SpawnedApi, spawnApi } from './spawn-api';

const weights = fileURLToPath(new URL('../weights/', import.meta.url));

let folder: string;
let api: SpawnedApi | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fmnist-models-'));
});
afterEach(async () => {
  await api?.stop();
  api = undefined;
  await rm(folder, { recursive: true });
});

const fileOf = (name: string, version: number) => join(folder, name, String(version), 'model.safetensors');
const put = async (name: string, version: number, shipped: string) => {
  const file = fileOf(name, version);
  await mkdir(dirname(file), { recursive: true });
  await copyFile(join(weights, `${shipped}.safetensors`), file);
};
const start = async (variables: NodeJS.ProcessEnv = {}) => {
  api = await spawnApi({ MODELS_DIR: folder, MODELS_POLL_MS: '25', ...variables });
};
const { postJson, predict } = clientOf(() => api?.url ?? '');
const models = async () => modelsAnswer.parse(await (await fetch(`${api?.url}/v1/models`)).json()).models;
const versionOf = async (name: string) => (await models()).find((model) => model.name === name)?.version;
const until = async (isSo: () => Promise<boolean> | boolean) => {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20));
};
const refusals = () => api?.log().filter(({ msg }) => msg === 'a model was refused') ?? [];

describe('a folder of models', () => {
  it('answers with the newest version of each, beside those that are shipped', async () => {
    await put('mine', 2, 'mlp');
    await put('mine', 10, 'cnn-small');
    await put('other', 1, 'mlp');
    await start({ MODEL: 'mine' });
    expect(
      (await models()).map(({ name, version, source, isDefault }) => [name, version, source, isDefault]),
    ).toEqual(
      [
        ['mine', '10', 'folder', true],
        ['other', '1', 'folder', false],
        ...shippedNames.map((name) => [name, '1', 'shipped', false]),
      ].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
    );
    const [mine, small, other, mlp] = await Promise.all(
      ['', '?model=cnn-small', '?model=other', '?model=mlp'].map((query) =>
        predict({ pixels: somePixels() }, query),
      ),
    );
    expect(mine.model).toEqual({ name: 'mine', version: '10' });
    expect(mine.predictions).toEqual(small.predictions);
    expect(other.predictions).toEqual(mlp.predictions);
    expect(other.predictions).not.toEqual(mine.predictions);
  });

  it('swaps versions under load without a failed request', async () => {
    await put('mine', 1, 'mlp');
    await start({ MODEL: 'mine' });
    const first = (await predict({ pixels: somePixels() })).predictions;
    const second = (await predict({ pixels: somePixels() }, '?model=cnn-small')).predictions;
    let isOver = false;
    const counts = { asked: 0, wrong: 0 };
    const ask = async () => {
      while (!isOver) {
        const { model, predictions } = await predict({ pixels: somePixels() });
        const expected = Number(model.version) % 2 === 1 ? first : second;
        counts.asked++;
        if (JSON.stringify(predictions) !== JSON.stringify(expected)) counts.wrong++;
      }
    };
    const askers = [ask(), ask(), ask(), ask()];
    for (let version = 2; version <= 6; version++) {
      await put('mine', version, version % 2 === 1 ? 'mlp' : 'cnn-small');
      await until(async () => (await versionOf('mine')) === String(version));
    }
    isOver = true;
    await Promise.all(askers);
    expect(counts.wrong).toBe(0);
    expect(counts.asked).toBeGreaterThan(20);
  });

  it('refuses broken versions and goes on with the one before, until there is a better one', async () => {
    await put('mine', 1, 'mlp');
    await start({ MODEL: 'mine' });
    const before = await predict({ pixels: somePixels() });
    await put('mine', 2, 'cnn-small');
    await truncate(fileOf('mine', 2), 5000);
    await until(() => refusals().length === 1);
    await mkdir(dirname(fileOf('mine', 3)), { recursive: true });
    await writeFile(fileOf('mine', 3), 'not a model');
    await until(() => refusals().length === 2);
    expect(await predict({ pixels: somePixels() })).toEqual(before);
    expect(refusals().map(({ version }) => version)).toEqual(['2', '3']);
    const metrics = await (await fetch(`${api?.url}/metrics`)).text();
    expect(metrics).toContain('fmnist_model_loads_total{model="mine",outcome="refused"} 2');
    await put('mine', 3, 'cnn-small');
    await until(async () => (await versionOf('mine')) === '3');
  });

  it('goes back when the newest version is taken away, and lets go of models that are', async () => {
    await put('mine', 1, 'mlp');
    await put('mine', 2, 'cnn-small');
    await put('other', 1, 'mlp');
    await put('mlp', 7, 'cnn-small');
    await start();
    expect(await versionOf('mlp')).toBe('7');
    await rm(dirname(fileOf('mine', 2)), { recursive: true });
    await until(async () => (await versionOf('mine')) === '1');
    await rm(join(folder, 'other'), { recursive: true });
    await until(async () => (await versionOf('other')) === undefined);
    expect((await postJson({ pixels: somePixels() }, '?model=other')).status).toBe(404);
    await rm(join(folder, 'mlp'), { recursive: true });
    await until(async () => (await versionOf('mlp')) === '1');
  });

  it('ends the start with one sentence where it is not there, or has not the model that is asked for', async () => {
    const missing = await launch({ MODELS_DIR: join(folder, 'none') }).ended;
    expect(missing.stderr).toMatch(/^api: MODELS_DIR cannot be read: .*none: there is no such folder\n$/);
    const without = await launch({ MODELS_DIR: folder, MODEL: 'mine' }).ended;
    expect(without.stderr).toMatch(/^api: MODEL names no model that there is: mine; there are .*mlp\n$/);
    expect([missing.code, without.code]).toEqual([1, 1]);
  });
});
