import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { spawnFmnist } from '../../cli/src/spawn-fmnist';
import { answerIn, clientOf, errorIn } from './client';
import { picture, pictureAs, pictureFile, somePixels } from './pictures';
import { type SpawnedApi, spawnApi } from './spawn-api';

let api: SpawnedApi;
beforeAll(async () => {
  api = await spawnApi({ MAX_IMAGES: '8', MAX_BODY_BYTES: '200000', MAX_PIXELS: '1000000' });
});
afterAll(() => api.stop());

const { post, postJson, predict } = clientOf(() => api.url);
const form = (...files: Uint8Array<ArrayBuffer>[]) => {
  const made = new FormData();
  for (const file of files) made.append('image', new Blob([file]), 'picture');
  return made;
};

describe('POST /v1/predict', () => {
  it('names what a picture shows, whatever common format it is in', async () => {
    const labels = [];
    for (const format of ['jpeg', 'webp', 'avif', 'gif'] as const) {
      const answer = await post(await pictureAs('noto-jeans', format), { 'Content-Type': `image/${format}` });
      const { model, predictions } = await answerIn(answer);
      expect(model).toEqual({ name: 'mlp', version: '1' });
      expect(predictions).toHaveLength(1);
      labels.push(predictions[0].label);
    }
    expect(labels).toEqual(['Trouser', 'Trouser', 'Trouser', 'Trouser']);
  });

  it('gives the same probabilities to the last bit as the command line', async () => {
    const names = ['noto-jeans', 'noto-coat', 'tabler-shoe'];
    const folder = await mkdtemp(join(tmpdir(), 'fmnist-api-'));
    const { ended } = spawnFmnist(['predict', ...names.map(pictureFile), '--model', 'mlp', '--json'], folder);
    const { code, stdout } = await ended;
    await rm(folder, { recursive: true });
    expect(code).toBe(0);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const answer = await post(form(...(await Promise.all(names.map(picture)))));
    const { predictions } = await answerIn(answer);
    expect(predictions.map((each) => Object.values(each.probabilities))).toEqual(
      lines.map(({ probabilities }) => probabilities),
    );
    expect(predictions.map((each) => each.label)).toEqual(lines.map(({ label }) => label));
    expect(predictions.map((each) => each.outOfDistribution)).toEqual(
      lines.map(({ outOfDistribution }) => outOfDistribution),
    );
  });

  it('takes pixels, one picture or many, and pictures in base64, and answers in their order', async () => {
    const jeans = Buffer.from(await picture('noto-jeans')).toString('base64');
    const one = await predict({ pixels: somePixels() });
    const encoded = await predict({ image: `data:image/png;base64,${jeans}` });
    const many = await predict({ images: [somePixels(3), jeans, somePixels()] });
    expect(many.predictions).toHaveLength(3);
    expect(many.predictions[1]).toEqual(encoded.predictions[0]);
    expect(many.predictions[2]).toEqual(one.predictions[0]);
    expect(many.predictions[0]).not.toEqual(one.predictions[0]);
  });

  it('gives a picture the same bits alone, in a batch and beside others', async () => {
    const alone = await Promise.all(
      Array.from({ length: 8 }, (_, seed) => predict({ pixels: somePixels(seed + 1) })),
    );
    const together = await predict({ images: Array.from({ length: 8 }, (_, seed) => somePixels(seed + 1)) });
    expect(together.predictions).toEqual(alone.map(({ predictions }) => predictions[0]));
  });

  it('tells as many probabilities as asked for, the largest first', async () => {
    const all = (await predict({ pixels: somePixels() })).predictions[0];
    const top = (await predict({ pixels: somePixels() }, '?top=3')).predictions[0];
    const sorted = Object.entries(all.probabilities).sort((a, b) => b[1] - a[1]);
    expect(Object.entries(top.probabilities)).toEqual(sorted.slice(0, 3));
    expect(Object.keys(all.probabilities)).toHaveLength(10);
    expect(top.probability).toBe(sorted[0][1]);
  });

  const refusals: [what: string, status: number, code: string, send: () => Promise<Response>][] = [
    ['too few pixels', 422, 'invalid_body', () => postJson({ pixels: [1, 2, 3] })],
    [
      'a pixel that is none',
      422,
      'invalid_body',
      () => postJson({ pixels: [...somePixels().slice(1), 256] }),
    ],
    ['nothing of what is asked for', 422, 'invalid_body', () => postJson({})],
    ['two things at once', 422, 'invalid_body', () => postJson({ pixels: somePixels(), image: 'AA==' })],
    ['a word nobody knows', 422, 'invalid_body', () => postJson({ pixels: somePixels(), threshold: 1 })],
    ['a list instead of an object', 422, 'invalid_body', () => postJson([somePixels()])],
    ['text that is not JSON', 400, 'invalid_json', () => post('{', { 'Content-Type': 'application/json' })],
    ['NaN', 400, 'invalid_json', () => post('{"pixels":[NaN]}', { 'Content-Type': 'application/json' })],
    ['text that is not base64', 422, 'invalid_base64', () => postJson({ image: 'ä' })],
    ['no body', 400, 'empty_body', () => post('', { 'Content-Type': 'image/png' })],
    ['a body of no type', 415, 'unsupported_type', () => post(new Uint8Array(9))],
    ['a form without pictures', 422, 'no_image', () => post(form())],
    [
      'more pictures than allowed',
      413,
      'too_many_images',
      () => postJson({ images: Array(9).fill(somePixels()) }),
    ],
    ['an SVG', 415, 'unsupported_format', () => post('<svg/>', { 'Content-Type': 'image/svg+xml' })],
    ['a top of nothing', 400, 'invalid_query', () => postJson({ pixels: somePixels() }, '?top=0')],
    ['a model that is not there', 404, 'no_such_model', () => postJson({ pixels: somePixels() }, '?model=x')],
    [
      'a body that is too large',
      413,
      'body_too_large',
      () => post(new Uint8Array(200_001), { 'Content-Type': 'image/png' }),
    ],
    [
      'a compressed body',
      415,
      'unsupported_encoding',
      () => post('x', { 'Content-Type': 'image/png', 'Content-Encoding': 'gzip' }),
    ],
  ];
  it.each(refusals)('refuses %s with %i and one sentence', async (_, status, code, send) => {
    const answer = await send();
    expect(answer.status).toBe(status);
    const body = await errorIn(answer);
    expect([body.code, body.requestId]).toEqual([code, answer.headers.get('x-request-id')]);
    expect(body.error).not.toMatch(/\n|\bat \w+[ .(]|\.js|node_modules/);
    expect((await postJson({ pixels: somePixels() })).status).toBe(200);
  });

  it('refuses a picture that is cut off, and one of another format than it may be', async () => {
    const whole = await picture('noto-jeans');
    const cut = await post(whole.slice(0, whole.length / 2), { 'Content-Type': 'image/png' });
    expect([cut.status, (await errorIn(cut)).code]).toEqual([422, 'unreadable_picture']);
    const tiff = await post(await pictureAs('tabler-shoe', 'tiff'), { 'Content-Type': 'image/png' });
    expect([tiff.status, (await errorIn(tiff)).code]).toEqual([415, 'unsupported_format']);
  });
});

describe('?explain=1', () => {
  it('adds a map of what the answer hangs on, as a PNG, and changes nothing else', async () => {
    const file = await picture('noto-jeans');
    const plain = await answerIn(await post(file, { 'Content-Type': 'image/png' }));
    const explained = await answerIn(await post(file, { 'Content-Type': 'image/png' }, '?explain=1'));
    const [{ saliency, ...rest }] = explained.predictions;
    expect([rest]).toEqual(plain.predictions);
    const png = Buffer.from(saliency ?? '', 'base64');
    expect(await sharp(png).metadata()).toMatchObject({ format: 'png', width: 28, height: 28, channels: 1 });
    const data = await sharp(png).toColourspace('b-w').raw().toBuffer();
    expect(Math.max(...data)).toBe(255);
    expect(new Set(data).size).toBeGreaterThan(50);
  });
});
