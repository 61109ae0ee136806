import { afterEach, describe, expect, it } from 'vitest';
import { clientOf } from './client';
import { somePixels } from './pictures';
import { launch, type SpawnedApi, spawnApi } from './spawn-api';

let api: SpawnedApi | undefined;
afterEach(async () => {
  await api?.stop();
  api = undefined;
});

describe('start', () => {
  const wrong: [variable: string, value: string, sentence: RegExp][] = [
    ['PORT', 'http', /^api: PORT must be a whole number from 0 to 65535, got "http"\n$/],
    ['BATCH_SIZE', '0', /^api: BATCH_SIZE must be a whole number from 1 to 1024, got "0"\n$/],
    ['LOG_LEVEL', 'loud', /^api: LOG_LEVEL must be one of trace, .*silent, got "loud"\n$/],
    ['MODEL', 'resnet', /^api: MODEL names no model that there is: resnet; there are .*mlp.*\n$/],
    ['QUEUE_SIZE', '3', /^api: QUEUE_SIZE \(3\) must be at least MAX_IMAGES \(64\): .*\n$/],
  ];
  it.each(wrong)('with a wrong %s (%s) ends with one sentence', async (variable, value, sentence) => {
    const { code, stderr } = await launch({ [variable]: value }).ended;
    expect(stderr).toMatch(sentence);
    expect(code).toBe(1);
  });

  it('where another program listens ends with one sentence', async () => {
    api = await spawnApi();
    const { code, stderr } = await launch({ PORT: new URL(api.url).port }).ended;
    expect(stderr).toMatch(/^api: Cannot listen on 127\.0\.0\.1:\d+: another program listens there; .*\n$/);
    expect(code).toBe(1);
  });

  it('is live and ready at once, and notes each request in its log', async () => {
    api = await spawnApi({ LOG_LEVEL: 'debug' });
    expect(await (await fetch(`${api.url}/v2/health/live`)).json()).toEqual({ live: true });
    expect(await (await fetch(`${api.url}/v2/health/ready`)).json()).toEqual({ ready: true });
    const { postJson } = clientOf(() => api?.url ?? '');
    const answer = await postJson({ pixels: somePixels() }, '', { 'X-Request-Id': 'mine-1' });
    expect(answer.headers.get('x-request-id')).toBe('mine-1');
    const { code } = await api.stop();
    expect(code).toBe(0);
    expect(api.log()).toContainEqual(
      expect.objectContaining({ requestId: 'mine-1', method: 'POST', path: '/v1/predict', status: 200 }),
    );
    expect(api.log().at(-1)).toMatchObject({ msg: 'drained' });
  });
});
