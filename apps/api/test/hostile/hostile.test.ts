import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { clientOf, errorIn } from '../client';
import { picture, somePixels } from '../pictures';
import { type SpawnedApi, spawnApi } from '../spawn-api';
import { httpAttacks } from './http-attacks';
import { jsonAttacks } from './json-attacks';
import { pictureAttacks } from './picture-attacks';
import { sendRaw } from './raw-connection';

let api: SpawnedApi;
/** One with smaller limits, for what comes slowly or without end. */
let small: SpawnedApi;
let sent = 0;
beforeAll(async () => {
  small = await spawnApi({ MAX_BODY_BYTES: '200000', REQUEST_TIMEOUT_MS: '1000' });
  api = await spawnApi({
    MAX_BODY_BYTES: '2100000',
    MAX_PIXELS: '4000000',
    REQUEST_TIMEOUT_MS: '3000',
  });
});
afterAll(() => Promise.all([api.stop(), small.stop()]));
afterEach(async () => {
  const { predictions } = await predict({ pixels: somePixels() });
  expect(predictions).toHaveLength(1);
});

const { post, predict } = clientOf(() => api.url);

/** The most memory the service has held so far, in megabytes. */
async function peakMegabytes(): Promise<number> {
  const status = await readFile(`/proc/${api.process.pid}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024;
}

/** Sends one after the other, and tells those that were answered otherwise than they may be. */
async function wrongOf<Attack extends { what: string; statuses: readonly number[] }>(
  attacks: readonly Attack[],
  send: (attack: Attack) => Promise<number>,
): Promise<string[]> {
  const wrong = [];
  for (const attack of attacks) {
    const status = await send(attack);
    if (!attack.statuses.includes(status)) wrong.push(`${attack.what}: ${status}`);
    sent++;
  }
  return wrong;
}

describe('hostile requests', () => {
  it('of pictures are answered with what is wrong', async () => {
    const wrong = await wrongOf(await pictureAttacks(), async ({ body, type }) => {
      const response = await post(body, { 'Content-Type': type });
      if (response.status !== 200) await errorIn(response);
      return response.status;
    });
    expect(wrong).toEqual([]);
  });

  it('of JSON are answered with what is wrong', async () => {
    const wrong = await wrongOf(jsonAttacks(), async ({ body, path }) => {
      const response = await fetch(api.url + path, {
        method: 'POST',
        body: Buffer.from(body, 'latin1'),
        headers: { 'Content-Type': 'application/json' },
      });
      await errorIn(response);
      return response.status;
    });
    expect(wrong).toEqual([]);
  });

  it('of HTTP are answered, or hung up on', async () => {
    const wrong = [];
    for (const { what, pieces, statuses, isSilent = false, isGone = false } of httpAttacks()) {
      const [status, ...more] = await sendRaw(small.url, pieces, { isGone, quietMs: 4000 });
      sent++;
      const fits = status === undefined ? isSilent : statuses.includes(status) && more.length === 0;
      if (!fits) wrong.push(`${what}: ${[status, ...more]}`);
    }
    expect(wrong).toEqual([]);
    expect((await fetch(`${small.url}/v2/health/ready`)).status).toBe(200);
  });

  it('that come in one piece are answered one by one, in order', async () => {
    const body = JSON.stringify({ pixels: somePixels() });
    const good = `POST /v1/predict HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    const wrong = 'GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n';
    const statuses = await sendRaw(api.url, [(good + wrong).repeat(10)]);
    expect(statuses).toEqual(Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? 200 : 404)));
    sent += 20;
  });

  it('of clients that go away while their pictures are decoded leave nothing behind', async () => {
    const file = await picture('noto-jeans');
    const head = `POST /v1/predict HTTP/1.1\r\nHost: x\r\nContent-Type: image/png\r\nContent-Length: ${file.length}\r\n\r\n`;
    await Promise.all(Array.from({ length: 40 }, () => sendRaw(api.url, [head, file], { isGone: true })));
    sent += 40;
    const isQuiet = async () => {
      const metrics = await (await fetch(`${api.url}/metrics`)).text();
      return (
        /^fmnist_requests_in_progress 1$/m.test(metrics) && /^fmnist_decode_queue_pictures 0$/m.test(metrics)
      );
    };
    while (!(await isQuiet())) await new Promise((resolve) => setTimeout(resolve, 50));
  });

  it('were three hundred, and took no more memory than there was to be', async () => {
    expect(sent).toBeGreaterThanOrEqual(300);
    expect(await peakMegabytes()).toBeLessThan(900);
  });
});
