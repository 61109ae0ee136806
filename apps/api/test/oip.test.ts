import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inferResponse, modelMetadata } from '../src/schemas/oip';
import { clientOf, errorIn } from './client';
import { somePixels } from './pictures';
import { type SpawnedApi, spawnApi } from './spawn-api';

let api: SpawnedApi;
beforeAll(async () => {
  api = await spawnApi({ MAX_IMAGES: '8' });
});
afterAll(() => api.stop());

const { predict } = clientOf(() => api.url);
const get = async (path: string) => {
  const response = await fetch(`${api.url}${path}`);
  return { status: response.status, body: await response.json() };
};
const send = (
  body: Uint8Array<ArrayBuffer> | string,
  headers: Record<string, string> = { 'Content-Type': 'application/json' },
  path = '/v2/models/mlp/infer',
) => fetch(`${api.url}${path}`, { method: 'POST', body, headers });
const infer = async (request: object) => {
  const response = await send(JSON.stringify(request));
  if (response.status !== 200) throw new Error(await response.text());
  return inferResponse.strict().parse(await response.json());
};
const images = (data: unknown, more: object = {}) => ({
  name: 'images',
  shape: [1, 784],
  datatype: 'UINT8',
  data,
  ...more,
});
const rowsOf = (pixels: readonly number[]) =>
  Array.from({ length: 28 }, (_, row) => pixels.slice(28 * row, 28 * (row + 1)));

describe('the Open Inference Protocol', () => {
  it('tells what the server is, and that it is live and ready', async () => {
    expect(await get('/v2')).toEqual({
      status: 200,
      body: { name: 'fmnist', version: '0.1.0', extensions: ['classification', 'binary_tensor_data'] },
    });
    expect((await get('/v2/health/live')).status).toBe(200);
    expect((await get('/v2/health/ready')).status).toBe(200);
  });

  it.each(['', '/versions/1'])('tells what tensors a model takes and gives (%s)', async (version) => {
    const { status, body } = await get(`/v2/models/mlp${version}`);
    expect(status).toBe(200);
    const facts = modelMetadata.strict().parse(body);
    expect(facts).toMatchObject({ name: 'mlp', versions: ['1'], platform: 'fmnist_safetensors' });
    expect(facts.inputs).toEqual([{ name: 'images', datatype: 'UINT8', shape: [-1, 784] }]);
    expect(facts.outputs.map(({ name, datatype }) => `${name} ${datatype}`)).toEqual([
      'probabilities FP32',
      'class INT64',
      'label BYTES',
      'out_of_distribution BOOL',
    ]);
    expect(await get(`/v2/models/mlp${version}/ready`)).toEqual({
      status: 200,
      body: { name: 'mlp', ready: true },
    });
  });

  it.each([
    ['GET', '/v2/models/none'],
    ['GET', '/v2/models/none/ready'],
    ['GET', '/v2/models/mlp/versions/2'],
    ['GET', '/v2/models/mlp/versions/2/ready'],
    ['POST', '/v2/models/none/infer'],
    ['POST', '/v2/models/mlp/versions/2/infer'],
  ])('answers 404 and an error to %s %s', async (method, path) => {
    const response = await fetch(`${api.url}${path}`, { method });
    expect(response.status).toBe(404);
    expect((await errorIn(response)).error).toMatch(/^There is no (model|version) "/);
  });

  it('gives all outputs where none is named, and what /v1/predict gives', async () => {
    const [one, other] = [somePixels(1), somePixels(2)];
    const { predictions } = await predict({ images: [one, other] });
    const answer = await infer({
      id: 'abc',
      inputs: [{ name: 'images', shape: [2, 784], datatype: 'FP32', data: [...one, ...other] }],
    });
    expect(answer).toEqual({
      model_name: 'mlp',
      model_version: '1',
      id: 'abc',
      outputs: [
        {
          name: 'probabilities',
          datatype: 'FP32',
          shape: [2, 10],
          data: predictions.flatMap(({ probabilities }) => Object.values(probabilities)),
        },
        { name: 'class', datatype: 'INT64', shape: [2], data: predictions.map((each) => each.class) },
        { name: 'label', datatype: 'BYTES', shape: [2], data: predictions.map(({ label }) => label) },
        {
          name: 'out_of_distribution',
          datatype: 'BOOL',
          shape: [2],
          data: predictions.map(({ outOfDistribution }) => outOfDistribution),
        },
      ],
    });
  });

  it('takes nested data and every shape of a picture, and echoes no id where none was given', async () => {
    const pixels = somePixels();
    const flat = await infer({ inputs: [images(pixels)] });
    expect(flat).not.toHaveProperty('id');
    const nested: [number[], unknown][] = [
      [[1, 784], [pixels]],
      [[1, 28, 28], [rowsOf(pixels)]],
      [[1, 28, 28], pixels],
      [[1, 1, 28, 28], [[rowsOf(pixels)]]],
      [[1, 28, 28, 1], [rowsOf(pixels).map((row) => row.map((value) => [value]))]],
    ];
    for (const [shape, data] of nested) {
      expect(await infer({ inputs: [images(data, { shape })] })).toEqual(flat);
    }
  });

  it('gives the outputs that are asked for, in that order, classes as the extension writes them', async () => {
    const pixels = somePixels();
    const { predictions } = await predict({ pixels }, '?top=2');
    const { outputs } = await infer({
      inputs: [images(pixels)],
      outputs: [{ name: 'label' }, { name: 'probabilities', parameters: { classification: 2 } }],
    });
    const labels = Object.keys((await predict({ pixels })).predictions[0].probabilities);
    expect(outputs).toEqual([
      { name: 'label', datatype: 'BYTES', shape: [1], data: [predictions[0].label] },
      {
        name: 'probabilities',
        datatype: 'BYTES',
        shape: [1, 2],
        data: Object.entries(predictions[0].probabilities).map(
          ([label, value]) => `${value}:${labels.indexOf(label)}:${label}`,
        ),
      },
    ]);
  });

  it('speaks binary tensors in both directions', async () => {
    const pixels = somePixels();
    const { outputs } = await infer({ inputs: [images(pixels)] });
    const header = Buffer.from(
      JSON.stringify({
        inputs: [
          { name: 'images', shape: [1, 784], datatype: 'FP32', parameters: { binary_data_size: 3136 } },
        ],
        outputs: [
          { name: 'probabilities', parameters: { binary_data: true } },
          { name: 'class', parameters: { binary_data: true } },
          { name: 'label' },
          { name: 'label', parameters: { binary_data: true } },
          { name: 'out_of_distribution', parameters: { binary_data: true } },
        ],
      }),
    );
    const response = await send(
      new Uint8Array(Buffer.concat([header, Buffer.from(Float32Array.from(pixels).buffer)])),
      {
        'Content-Type': 'application/octet-stream',
        'Inference-Header-Content-Length': String(header.length),
      },
    );
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    const body = Buffer.from(await response.arrayBuffer());
    const length = Number(response.headers.get('inference-header-content-length'));
    const answer = inferResponse.strict().parse(JSON.parse(body.subarray(0, length).toString()));
    const label = String(outputs[2].data?.[0]);
    expect(answer.outputs.map(({ parameters }) => parameters?.binary_data_size)).toEqual([
      40,
      8,
      undefined,
      4 + label.length,
      1,
    ]);
    expect(answer.outputs[2].data).toEqual([label]);
    const binary = body.subarray(length);
    expect(binary).toHaveLength(40 + 8 + 4 + label.length + 1);
    expect([...new Float32Array(new Uint8Array(binary.subarray(0, 40)).buffer)]).toEqual(outputs[0].data);
    expect(Number(binary.readBigInt64LE(40))).toBe(outputs[1].data?.[0]);
    expect(binary.readUInt32LE(48)).toBe(label.length);
    expect(binary.subarray(52, 52 + label.length).toString()).toBe(label);
    expect(binary.at(-1) === 1).toBe(outputs[3].data?.[0]);
  });

  it('takes pixels alone where the header has no length, and gives all outputs as binary data', async () => {
    const response = await send(Uint8Array.from(somePixels()), { 'Inference-Header-Content-Length': '0' });
    const body = Buffer.from(await response.arrayBuffer());
    const length = Number(response.headers.get('inference-header-content-length'));
    const { outputs } = inferResponse.parse(JSON.parse(body.subarray(0, length).toString()));
    expect(outputs.map(({ data }) => data)).toEqual([undefined, undefined, undefined, undefined]);
    const expected = (await infer({ inputs: [images(somePixels())] })).outputs[0].data;
    expect([...new Float32Array(new Uint8Array(body.subarray(length, length + 40)).buffer)]).toEqual(
      expected,
    );
  });

  const header = JSON.stringify({ inputs: [images(undefined, { parameters: { binary_data_size: 784 } })] });
  const binary = { 'Inference-Header-Content-Length': String(header.length) };
  const refusals: [what: string, sentence: RegExp, send: () => Promise<Response>][] = [
    [
      'a tensor of another name',
      /one tensor, "images", got "x"/,
      () => json([images(somePixels(), { name: 'x' })]),
    ],
    ['two tensors', /one tensor/, () => json([images(somePixels()), images(somePixels())])],
    ['no tensor', /^inputs: /, () => json([])],
    [
      'another shape',
      /must be shaped .*, got \[1,783\]/,
      () => json([images(somePixels(), { shape: [1, 783] })]),
    ],
    ['a shape of nothing', /shape\[0\]/, () => json([images([], { shape: [0, 784] })])],
    [
      'another datatype',
      /UINT8 or FP32, got "INT64"/,
      () => json([images(somePixels(), { datatype: 'INT64' })]),
    ],
    ['fewer numbers than the shape has', /784 numbers for its shape, got 3/, () => json([images([1, 2, 3])])],
    ['words instead of numbers', /must be numbers, got "a"/, () => json([images(Array(784).fill('a'))])],
    ['numbers beyond 255', /from 0 to 255, got 256/, () => json([images(Array(784).fill(256))])],
    ['fractions of a UINT8', /whole number/, () => json([images(Array(784).fill(0.5))])],
    ['more pictures than allowed', /8 images at most, got 9/, () => json([images([], { shape: [9, 784] })])],
    ['an output that is none', /no output "x"/, () => json([images(somePixels())], [{ name: 'x' }])],
    [
      'a classification of something else',
      /^classification goes with probabilities/,
      () => json([images(somePixels())], [{ name: 'label', parameters: { classification: 1 } }]),
    ],
    [
      'a classification of more than there is',
      /from 1 to 10/,
      () => json([images(somePixels())], [{ name: 'probabilities', parameters: { classification: 11 } }]),
    ],
    ['too little binary data', /needs 784 bytes, got 1,/, () => send(`${header}x`, binary)],
    [
      'binary data nobody announced',
      /no tensor has announced/,
      () => {
        const text = JSON.stringify({ inputs: [images(somePixels())] });
        return send(`${text}x`, { 'Inference-Header-Content-Length': String(text.length) });
      },
    ],
    [
      'NaN',
      /from 0 to 255, got NaN/,
      () => {
        const text = JSON.stringify({
          inputs: [
            { name: 'images', shape: [1, 784], datatype: 'FP32', parameters: { binary_data_size: 3136 } },
          ],
        });
        const body = Buffer.concat([
          Buffer.from(text),
          Buffer.from(new Float32Array(784).fill(Number.NaN).buffer),
        ]);
        return send(new Uint8Array(body), { 'Inference-Header-Content-Length': String(text.length) });
      },
    ],
    [
      'a header longer than the body',
      /Inference-Header-Content-Length/,
      () => send('{}', { 'Inference-Header-Content-Length': '3' }),
    ],
    [
      'a header length that is none',
      /Inference-Header-Content-Length/,
      () => send('{}', { 'Inference-Header-Content-Length': '-1' }),
    ],
    [
      'raw pixels of half a picture',
      /by the 784, got 9 bytes/,
      () => send('123456789', { 'Inference-Header-Content-Length': '0' }),
    ],
    ['text that is not JSON', /^The body is not JSON/, () => send('[')],
  ];
  const json = (inputs: unknown, outputs?: unknown) => send(JSON.stringify({ inputs, outputs }));
  it.each(refusals)('refuses %s with 400 and an error', async (_, sentence, ask) => {
    const response = await ask();
    expect(response.status).toBe(400);
    expect((await errorIn(response)).error).toMatch(sentence);
  });
});
