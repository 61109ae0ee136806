import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type LaunchedChromium, launchChromium, openPage, type RunningServer, serve } from '@fmnist/browser';
import { loadFashionMnist } from '@fmnist/data/node';
import { shippedNames } from '@fmnist/models';
import { build } from 'esbuild';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { spawnFmnist } from '../../cli/src/spawn-fmnist';
import { answerIn, clientOf } from './client';
import { pictureFile } from './pictures';
import { type SpawnedApi, spawnApi } from './spawn-api';

/** In the page. */
declare function namePictures(model: string, pictures: readonly string[]): Promise<(readonly number[])[]>;

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
/** Some of the data set, and some as others draw them, on a background: all PNG, which loses nothing. */
const TEST_PICTURES = 4;
const DRAWN = ['noto-jeans', 'fluent-emoji-flat-coat', 'tabler-shoe'];

let folder: string;
let files: string[];
let api: SpawnedApi;
let chromium: LaunchedChromium;
let site: RunningServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fmnist-same-bits-'));
  const { images } = (await loadFashionMnist()).test;
  const raw = { width: 28, height: 28, channels: 1 } as const;
  const pictures = [
    ...Array.from({ length: TEST_PICTURES }, (_, row) =>
      sharp(Uint8Array.from(images.data.subarray(row * 784, (row + 1) * 784)), { raw }),
    ),
    ...DRAWN.map((name) => sharp(pictureFile(name)).flatten({ background: '#eef2dd' })),
  ];
  files = pictures.map((_, index) => join(folder, `${index}.png`));
  await Promise.all(
    pictures.map(async (picture, index) => writeFile(files[index], await picture.png().toBuffer())),
  );
  const { outputFiles } = await build({
    entryPoints: [here('page/name-pictures.ts')],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    write: false,
  });
  [api, chromium, site] = await Promise.all([
    spawnApi({ INFERENCE_THREADS: '2' }),
    launchChromium(),
    serve({
      isolated: false,
      routes: {
        '/index.html': {
          content:
            '<!doctype html><link rel="icon" href="data:,"><script type="module" src="page.js"></script>',
        },
        '/page.js': { content: outputFiles[0].contents },
        '/weights/': { folder: here('../weights/') },
        '/pictures/': { folder: `${folder}/` },
      },
    }),
  ]);
});
afterAll(async () => {
  await Promise.all([api?.stop(), chromium?.close(), site?.close()]);
  await rm(folder, { recursive: true });
});

async function fromPage(model: string): Promise<(readonly number[])[]> {
  const { page, errors, close } = await openPage(chromium.browser, `${site.url}/`);
  await page.waitForFunction(() => 'namePictures' in globalThis);
  const all = await page.evaluate(({ file, pictures }) => namePictures(file, pictures), {
    file: `/weights/${model}.safetensors`,
    pictures: files.map((_, index) => `/pictures/${index}.png`),
  });
  expect(errors).toEqual([]);
  await close();
  return all;
}

async function fromApi(model: string): Promise<number[][]> {
  const form = new FormData();
  for (const file of files) form.append('image', new Blob([new Uint8Array(await readFile(file))]));
  const { predictions } = await answerIn(await clientOf(() => api.url).post(form, {}, `?model=${model}`));
  return predictions.map(({ probabilities }) => Object.values(probabilities));
}

async function fromCommandLine(model: string): Promise<number[][]> {
  const { stdout } = await spawnFmnist(['predict', ...files, '--model', model, '--json'], folder).ended;
  const line = z.object({ probabilities: z.array(z.number()) });
  const lines = stdout.trim().split('\n');
  return lines.map((text) => line.parse(JSON.parse(text)).probabilities);
}

describe('a picture has the same probabilities to the last bit', () => {
  it.each(shippedNames)('on the command line, over HTTP and in a page (%s)', async (model) => {
    const [served, printed, inPage] = await Promise.all([
      fromApi(model),
      fromCommandLine(model),
      fromPage(model),
    ]);
    expect(served).toHaveLength(files.length);
    expect(new Set(served.map((each) => each.join())).size).toBe(files.length);
    expect(printed).toEqual(served);
    expect(inPage).toEqual(served);
  });
});
