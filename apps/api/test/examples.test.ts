import { execFile, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient } from '../src/client';
import { pictureFile, somePixels } from './pictures';
import { type SpawnedApi, spawnApi } from './spawn-api';

const run = promisify(execFile);
const folder = fileURLToPath(new URL('../examples/', import.meta.url));

let api: SpawnedApi;
beforeAll(async () => {
  api = await spawnApi({ MODEL: 'cnn-small' });
});
afterAll(() => api.stop());

const programs: [program: string, file: string][] = [
  ['sh', 'curl.sh'],
  [process.execPath, 'fetch.mjs'],
  ['python3', 'predict.py'],
];
/** Not everybody has curl, and Python. */
const needed: Record<string, string> = { 'curl.sh': 'curl', 'predict.py': 'python3' };
const there = programs.filter(
  ([, file]) => !needed[file] || spawnSync(needed[file], ['--version']).status === 0,
);

describe('the examples', () => {
  it.each(there)(
    '%s %s names a picture, and fails with a sentence where there is none',
    async (program, file) => {
      const { stdout } = await run(program, [folder + file, pictureFile('noto-jeans'), api.url]);
      expect(stdout).toContain('Trouser');
      await expect(run(program, [folder + file, folder + file, api.url])).rejects.toMatchObject({
        code: expect.any(Number),
      });
    },
  );

  it('in TypeScript runs', async () => {
    const tsx = fileURLToPath(new URL('../node_modules/.bin/tsx', import.meta.url));
    const { stdout } = await run(tsx, [`${folder}typed-client.ts`, api.url]);
    expect(stdout).toMatch(/^\w.* (true|false) cnn-small\n$/);
  });
});

describe('the typed client', () => {
  it('knows routes, what they take and what they answer', async () => {
    const client = createClient(api.url);
    const predicted = await client.v1.predict.$post({ json: { pixels: somePixels() }, query: { top: '2' } });
    if (!predicted.ok) throw new Error((await predicted.json()).error);
    const { predictions } = await predicted.json();
    expect(Object.keys(predictions[0].probabilities)).toHaveLength(2);
    const refused = await client.v1.predict.$post({ json: { pixels: [] }, query: {} });
    expect(refused.status).toBe(422);
    const listed = await client.v1.models.$get();
    if (!listed.ok) throw new Error((await listed.json()).error);
    expect((await listed.json()).models.map(({ name }) => name)).toContain('mlp');
    const metadata = await client.v2.models[':model'].$get({ param: { model: 'mlp' } });
    if (!metadata.ok) throw new Error((await metadata.json()).error);
    expect((await metadata.json()).platform).toBe('fmnist_safetensors');
  });
});
