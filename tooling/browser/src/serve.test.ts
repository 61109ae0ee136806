import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Route, type RunningServer, serve } from './serve';

let folder: string;
let server: RunningServer | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fmnist-serve-'));
  await mkdir(join(folder, 'site', 'sub'), { recursive: true });
  await mkdir(join(folder, 'site-secret'));
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await writeFile(join(folder, 'site-secret', 'secret.txt'), 'secret');
  await writeFile(join(folder, 'site', 'index.html'), '<p>home</p>');
  await writeFile(join(folder, 'site', 'a b.mjs'), 'export {}');
  await writeFile(join(folder, 'site', 'sub', 'm.wasm'), new Uint8Array([0, 97, 115, 109]));
});

afterEach(async () => {
  await server?.close();
  server = undefined;
  await rm(folder, { recursive: true, force: true });
});

async function start(routes: Record<string, Route> = {}, isolated = false): Promise<string> {
  server = await serve({ isolated, routes: { '/site/': { folder: join(folder, 'site') }, ...routes } });
  return server.url;
}

/** Sends a path as it is: fetch would resolve its dots. */
function rawStatus(origin: string, path: string): Promise<number | undefined> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

describe('serve', () => {
  it('gives the files of a folder with the type of their ending', async () => {
    const url = await start();
    const types: Record<string, string> = {
      '/site/index.html': 'text/html; charset=utf-8',
      '/site/': 'text/html; charset=utf-8',
      '/site/a%20b.mjs?v=1': 'text/javascript; charset=utf-8',
      '/site/sub/m.wasm': 'application/wasm',
    };
    for (const [path, type] of Object.entries(types)) {
      const response = await fetch(url + path);
      expect([path, response.status, response.headers.get('content-type')]).toEqual([path, 200, type]);
    }
    expect(await (await fetch(`${url}/site/`)).text()).toBe('<p>home</p>');
  });

  it('gives content from memory, and the longest path that fits answers', async () => {
    const url = await start({
      '/site/sub/x.json': { content: '{"x":1}' },
      '/images': { content: new Uint8Array([1, 2, 255]) },
    });
    expect(await (await fetch(`${url}/site/sub/x.json`)).json()).toEqual({ x: 1 });
    expect(new Uint8Array(await (await fetch(`${url}/images`)).arrayBuffer())).toEqual(
      new Uint8Array([1, 2, 255]),
    );
    expect((await fetch(`${url}/site/sub/m.wasm`)).status).toBe(200);
    expect((await fetch(`${url}/images/more`)).status).toBe(404);
  });

  it('gives nothing from outside the folder, by dots or by links', async () => {
    await symlink(join(folder, 'secret.txt'), join(folder, 'site', 'link.txt'));
    const url = await start();
    for (const path of [
      '/site/../secret.txt',
      '/site/%2e%2e/secret.txt',
      '/site/..%2fsecret.txt',
      '/site/sub/..%2f..%2fsecret.txt',
      '/site/..%2fsite-secret/secret.txt',
      `/site/${encodeURIComponent(join(folder, 'secret.txt'))}`,
      '/site/link.txt',
      '/site/sub',
      '/site/none.js',
      '/site/index.html/x',
      '/',
    ]) {
      expect([path, await rawStatus(url, path)]).toEqual([path, 404]);
    }
    for (const path of ['/site/%00', '/site/%zz', 'http://elsewhere/site/']) {
      expect([path, await rawStatus(url, path)]).toEqual([path, 400]);
    }
  });

  it('gives the headers that isolate a page where asked, on every answer, and none of them otherwise', async () => {
    const names = [
      'cross-origin-opener-policy',
      'cross-origin-embedder-policy',
      'cross-origin-resource-policy',
    ];
    const headers = async (path: string) => {
      const response = await fetch(`${server?.url}${path}`);
      return names.map((name) => response.headers.get(name));
    };
    await start({}, true);
    expect(await headers('/site/')).toEqual(['same-origin', 'require-corp', 'same-origin']);
    expect(await headers('/none')).toEqual(['same-origin', 'require-corp', 'same-origin']);
    await server?.close();
    await start({}, false);
    expect(await headers('/site/')).toEqual([null, null, null]);
  });

  it('answers HEAD without a body, and refuses to be written to', async () => {
    const url = await start();
    const head = await fetch(`${url}/site/`, { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '11', '']);
    expect((await fetch(`${url}/site/`, { method: 'PUT', body: 'x' })).status).toBe(405);
  });

  it('names a path that fits its route badly', async () => {
    await expect(serve({ isolated: false, routes: { '/site': { folder } } })).rejects.toThrow(
      'serve: "/site" is no path for a folder: start and end it with /',
    );
    await expect(serve({ isolated: false, routes: { '/x/': { content: '' } } })).rejects.toThrow(
      'serve: "/x/" is no path for a content',
    );
  });
});
