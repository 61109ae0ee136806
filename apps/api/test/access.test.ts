import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { clientOf, errorIn } from './client';
import { somePixels } from './pictures';
import { launch, type SpawnedApi, spawnApi } from './spawn-api';

const run = promisify(execFile);
const makeKey = fileURLToPath(new URL('../dist/make-key.js', import.meta.url));

let api: SpawnedApi | undefined;
afterEach(async () => {
  await api?.stop();
  api = undefined;
});

const { postJson } = clientOf(() => api?.url ?? '');
const ask = (headers: Record<string, string> = {}) => postJson({ pixels: somePixels() }, '', headers);
const get = (path: string, headers: Record<string, string> = {}) => fetch(`${api?.url}${path}`, { headers });

async function newKey(name: string): Promise<{ key: string; entry: string }> {
  const { stdout } = await run(process.execPath, [makeKey, name]);
  const key = /fmnist_[\w-]+/.exec(stdout)?.[0] ?? '';
  const entry = /API_KEYS=(\S+)/.exec(stdout)?.[1] ?? '';
  expect(entry).not.toContain(key);
  return { key, entry };
}

describe('API keys', () => {
  it('open what asks models, and nothing else needs one', async () => {
    const [shop, lab] = [await newKey('shop'), await newKey('lab')];
    api = await spawnApi({ API_KEYS: `${shop.entry},${lab.entry}` });
    const without = await ask();
    expect([without.status, without.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="fmnist"']);
    expect((await errorIn(without)).code).toBe('key_needed');
    expect((await ask({ Authorization: `Bearer ${shop.key}` })).status).toBe(200);
    expect((await ask({ 'X-API-Key': lab.key })).status).toBe(200);
    expect((await ask({ Authorization: `Bearer ${shop.key}x` })).status).toBe(401);
    expect((await ask({ Authorization: `Bearer ${shop.entry.split(':')[1]}` })).status).toBe(401);
    for (const path of ['/v1/models', '/metrics', '/v2/models/mlp', '/v2/models/mlp/versions/1/ready']) {
      expect([path, (await get(path)).status]).toEqual([path, 401]);
      expect([path, (await get(path, { 'X-API-Key': lab.key })).status]).toEqual([path, 200]);
    }
    for (const path of ['/', '/docs', '/openapi.json', '/v2', '/v2/health/live', '/v2/health/ready']) {
      expect([path, (await get(path)).status]).toEqual([path, 200]);
    }
    await api.stop();
    const clients = api.log().flatMap(({ client }) => (client === undefined ? [] : [client]));
    expect(new Set(clients)).toEqual(new Set(['shop', 'lab']));
    expect(JSON.stringify(api.log())).not.toContain(shop.key);
  });

  it('that are none end the start with one sentence', async () => {
    const { code, stderr } = await launch({ API_KEYS: 'shop:secret' }).ended;
    expect(stderr).toMatch(/^api: API_KEYS must be a list, .* NAME:SHA256, .*, got "shop:secret"\n$/);
    expect(code).toBe(1);
    await expect(run(process.execPath, [makeKey])).rejects.toMatchObject({ code: 2 });
  });
});

describe('the rate limit', () => {
  it('counts by key, and by address without one', async () => {
    const { key, entry } = await newKey('shop');
    api = await spawnApi({ API_KEYS: entry, RATE_LIMIT: '3' });
    const statuses = [];
    for (let count = 0; count < 4; count++) statuses.push((await ask({ 'X-API-Key': key })).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    const limited = await ask({ 'X-API-Key': key });
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await errorIn(limited)).code).toBe('too_many_requests');
    expect((await ask({ 'X-API-Key': 'wrong' })).status).toBe(401);
    expect((await get('/v2/health/live')).status).toBe(200);
  });

  it('believes forwarded addresses of proxies that are trusted, and of nobody else', async () => {
    api = await spawnApi({ RATE_LIMIT: '1' });
    expect((await ask({ 'X-Forwarded-For': '203.0.113.1' })).status).toBe(200);
    expect((await ask({ 'X-Forwarded-For': '203.0.113.2' })).status).toBe(429);
    await api.stop();
    api = await spawnApi({ RATE_LIMIT: '1', TRUSTED_PROXIES: '127.0.0.0/8, 10.0.0.1' });
    expect((await ask({ 'X-Forwarded-For': '203.0.113.1' })).status).toBe(200);
    expect((await ask({ 'X-Forwarded-For': '203.0.113.2, 10.0.0.1' })).status).toBe(200);
    // Whoever writes an address in front of his own gains nothing.
    expect((await ask({ 'X-Forwarded-For': '203.0.113.9, 203.0.113.2' })).status).toBe(429);
  });

  it.each(['10.0.0.0/33', '10.0.0', '::1/129'])('does not start with a proxy %s', async (TRUSTED_PROXIES) => {
    const { code, stderr } = await launch({ TRUSTED_PROXIES }).ended;
    expect(stderr).toMatch(/^api: TRUSTED_PROXIES must be a list, .*\n$/);
    expect(code).toBe(1);
  });
});

describe('browsers', () => {
  it('may ask from the origins that are listed', async () => {
    api = await spawnApi({ CORS_ORIGINS: 'https://shop.example, http://localhost:3000' });
    const listed = await get('/v1/models', { Origin: 'https://shop.example' });
    expect(listed.headers.get('access-control-allow-origin')).toBe('https://shop.example');
    const other = await get('/v1/models', { Origin: 'https://other.example' });
    expect(other.headers.get('access-control-allow-origin')).toBeNull();
    const preflight = await fetch(`${api.url}/v1/predict`, {
      method: 'OPTIONS',
      headers: { Origin: 'https://shop.example', 'Access-Control-Request-Method': 'POST' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-methods')).toContain('POST');
  });

  it('are told to take answers for what they are', async () => {
    api = await spawnApi();
    const { headers } = await get('/');
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('SAMEORIGIN');
    expect(headers.get('access-control-allow-origin')).toBeNull();
    const wrong = await fetch(`${api.url}/v1/predict`);
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'POST']);
  });
});
