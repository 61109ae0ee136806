import { afterEach, describe, expect, it } from 'vitest';
import { clientOf } from './client';
import { picture, somePixels } from './pictures';
import { type SpawnedApi, spawnApi } from './spawn-api';

let api: SpawnedApi | undefined;
afterEach(async () => {
  await api?.stop();
  api = undefined;
});

const { post, postJson, predict } = clientOf(() => api?.url ?? '');
const pixels = somePixels();

describe('under load', () => {
  it('shares batches, and a lone request does not wait', async () => {
    api = await spawnApi({ BATCH_SIZE: '16', BATCH_DELAY_MS: '60000' });
    await predict({ pixels });
    await Promise.all(Array.from({ length: 200 }, () => predict({ pixels })));
    const metrics = await (await fetch(`${api.url}/metrics`)).text();
    const count = (name: string) => Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(metrics)?.[1]);
    expect(count('fmnist_queue_seconds_bucket{le="10"}')).toBe(201);
    expect(count('fmnist_batch_size_pictures_sum')).toBe(201);
    expect(count('fmnist_batch_size_pictures_count')).toBeLessThan(150);
    expect(count('fmnist_batch_size_pictures_bucket{le="16"}')).toBe(
      count('fmnist_batch_size_pictures_count'),
    );
  });

  it('past its queues says 503 and when to come again, and answers as before afterwards', async () => {
    api = await spawnApi({ QUEUE_SIZE: '64', BATCH_SIZE: '1', PICTURE_QUEUE_SIZE: '4' });
    const expected = await predict({ pixels });
    const images = Array.from({ length: 50 }, () => pixels);
    const answers = await Promise.all(Array.from({ length: 30 }, () => postJson({ images })));
    const statuses = answers.map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([200, 503]));
    for (const { status, headers } of answers) {
      if (status === 503) expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    }
    const file = await picture('noto-jeans');
    const decoded = await Promise.all(
      Array.from({ length: 60 }, () => post(file, { 'Content-Type': 'image/png' })),
    );
    expect(new Set(decoded.map(({ status }) => status))).toEqual(new Set([200, 503]));
    expect(await predict({ pixels })).toEqual(expected);
  });

  it('on SIGTERM answers all it has taken, is ready no more, and ends with 0', async () => {
    api = await spawnApi({ DRAIN_DELAY_MS: '500' });
    const { url, process: child, ended } = api;
    const file = await picture('noto-jeans');
    const outcomes: string[] = [];
    let isOver = false;
    const ask = async (send: () => Promise<Response>) => {
      while (!isOver) {
        const outcome = await send().then(
          async (response) => `${response.status} ${(await response.text()).length > 0}`,
          (error) => String(error.cause?.code ?? error),
        );
        outcomes.push(outcome);
        if (!outcome.startsWith('200')) return;
      }
    };
    const askers = Array.from({ length: 8 }, (_, index) =>
      ask(() => (index % 2 === 0 ? postJson({ pixels }) : post(file, { 'Content-Type': 'image/png' }))),
    );
    await new Promise((resolve) => setTimeout(resolve, 500));
    child.kill('SIGTERM');
    await new Promise((resolve) => setTimeout(resolve, 200));
    const ready = await fetch(`${url}/v2/health/ready`);
    expect([ready.status, await ready.json()]).toEqual([503, { ready: false }]);
    const { code } = await ended;
    isOver = true;
    await Promise.all(askers);
    expect(code).toBe(0);
    expect(outcomes.length).toBeGreaterThan(20);
    // What came too late never reached the service; all that did was answered, whole.
    const [late, answered] = [new Set(['ECONNREFUSED', 'ECONNRESET', 'UND_ERR_SOCKET']), '200 true'];
    expect(outcomes.filter((outcome) => outcome !== answered && !late.has(outcome))).toEqual([]);
    const taken = api.log().filter(({ path }) => path === '/v1/predict');
    expect(new Set(taken.map(({ status }) => status))).toEqual(new Set([200]));
    expect(outcomes.filter((outcome) => outcome === answered)).toHaveLength(taken.length);
    expect(api.log().at(-1)).toMatchObject({ msg: 'drained' });
  });

  it('stops the work on what takes too long, says 504, and answers the next request', async () => {
    api = await spawnApi({
      REQUEST_TIMEOUT_MS: '100',
      BATCH_SIZE: '1024',
      MAX_IMAGES: '1000',
      QUEUE_SIZE: '1000',
      MODEL: 'cnn-small',
    });
    const images = Array.from({ length: 1000 }, () => pixels);
    const slow = await postJson({ images });
    expect(slow.status).toBe(504);
    const statuses = [];
    do {
      statuses.push((await postJson({ pixels })).status);
    } while (statuses.at(-1) !== 200);
    expect(new Set(statuses).size).toBeLessThanOrEqual(2);
  });
});
