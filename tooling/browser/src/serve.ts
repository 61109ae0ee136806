import { readFile, realpath, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, relative, sep } from 'node:path';
import { mimeTypeOf } from './mime-types';

/** What stands at a path: the files of a folder, or content from memory. */
export type Route = { readonly folder: string } | { readonly content: string | Uint8Array };

export interface ServeOptions {
  /**
   * What stands where. A folder's path ends with a slash and holds all below it, a content's does not; the longest
   * that fits answers. A path with a slash at its end means the `index.html` there.
   */
  routes: Readonly<Record<string, Route>>;
  /** Whether pages are cross-origin isolated: only then do they have SharedArrayBuffer. */
  isolated: boolean;
}

/** A server that listens, and how to end it. */
export interface RunningServer {
  /** As `http://127.0.0.1:40123`, without a slash at its end. */
  readonly url: string;
  close(): Promise<void>;
}

const ISOLATION = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string | Uint8Array;
}

/**
 * Serves files and content on a free port of 127.0.0.1, to this machine alone.
 *
 * @throws Error where the path of a folder lacks the slash at its end, or that of a content has one.
 *
 * @example
 * const server = await serve({ isolated: true, routes: { '/': { folder: 'out' }, '/hello.txt': { content: 'hi' } } });
 * await fetch(`${server.url}/hello.txt`);
 * await server.close();
 */
export async function serve({ routes, isolated }: ServeOptions): Promise<RunningServer> {
  for (const [path, route] of Object.entries(routes)) {
    const isFolder = 'folder' in route;
    if (!path.startsWith('/') || path.endsWith('/') !== isFolder) {
      throw new Error(
        `serve: ${JSON.stringify(path)} is no path for a ${isFolder ? 'folder: start and end it with /' : 'content: start it with / and end it with none'}`,
      );
    }
  }
  const server = createServer((request, response) => {
    answer(request, routes)
      .catch((error: unknown) => failure(500, error instanceof Error ? error.message : String(error)))
      .then((given) => send(request, response, given, isolated));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

async function answer(
  { method, url = '/' }: IncomingMessage,
  routes: ServeOptions['routes'],
): Promise<Answer> {
  if (method !== 'GET' && method !== 'HEAD') {
    return failure(405, `${method} is not answered here: use GET or HEAD`);
  }
  const asked = decodePath(url);
  if (asked === undefined) return failure(400, `${url} is no path`);
  const path = asked.endsWith('/') ? `${asked}index.html` : asked;

  const prefix = Object.keys(routes)
    .filter((key) => key === path || (key.endsWith('/') && path.startsWith(key)))
    .reduce((longest, key) => (key.length > longest.length ? key : longest), '');
  const route = prefix === '' ? undefined : routes[prefix];
  if (!route) return failure(404, `Nothing is served at ${path}`);

  const body = 'content' in route ? route.content : await fileInside(route.folder, path.slice(prefix.length));
  return body === undefined
    ? failure(404, `There is no file ${path}`)
    : { status: 200, type: mimeTypeOf(path), body };
}

/** The path of a request, decoded, without the query; nothing where it is none. */
function decodePath(url: string): string | undefined {
  try {
    const path = decodeURIComponent(url.split(/[?#]/, 1)[0]);
    return path.startsWith('/') && !path.includes('\0') ? path : undefined;
  } catch {
    return undefined;
  }
}

/** A file's bytes, where it lies inside the folder after all `..` and links are followed. */
async function fileInside(folder: string, path: string): Promise<Uint8Array | undefined> {
  try {
    const root = await realpath(folder);
    const file = await realpath(join(root, path));
    const inside = relative(root, file);
    if (inside === '..' || inside.startsWith(`..${sep}`) || join(root, inside) !== file) return undefined;
    return (await stat(file)).isFile() ? await readFile(file) : undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) {
      return undefined;
    }
    throw error;
  }
}

function failure(status: number, sentence: string): Answer {
  return { status, type: mimeTypeOf('.txt'), body: sentence };
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  { status, type, body }: Answer,
  isolated: boolean,
): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, {
    'Content-Type': type,
    'Content-Length': bytes.byteLength,
    'Cache-Control': 'no-store',
    ...(isolated && ISOLATION),
  });
  response.end(request.method === 'HEAD' ? undefined : bytes);
}
