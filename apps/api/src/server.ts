import { once } from 'node:events';
import { createServer, Server } from 'node:http';
import { UserError } from '@fmnist/core';
import { getRequestListener } from '@hono/node-server';
import type { Service } from './service';

/** How long connections without a request are kept: longer than proxies before it do. */
const KEEP_ALIVE_MS = 65_000;
/** How long the head of a request may take. */
const HEADERS_MS = 10_000;
/** While draining, how long connections on which nothing is asked stay, for requests that are on their way. */
const IDLE_GRACE_MS = 1000;

/** A server that listens. */
export interface RunningServer {
  readonly url: string;
  /** Takes no more connections, answers what has been asked, closes what is idle. Resolves when all are closed. */
  drain(): Promise<void>;
}

/**
 * Starts to listen.
 * @param fetch answers requests
 * @throws UserError where the address cannot be listened on.
 */
export async function startServer(
  fetch: Parameters<typeof getRequestListener>[0],
  { config }: Service,
): Promise<RunningServer> {
  const answer = getRequestListener(fetch, {
    hostname: config.HOST,
    errorHandler: () =>
      Response.json(
        { error: 'The request names no place that can be', code: 'bad_request', requestId: '' },
        { status: 400 },
      ),
  });
  const server = createServer(
    {
      headersTimeout: Math.min(HEADERS_MS, config.REQUEST_TIMEOUT_MS),
      // Requests that are read here end before, with an answer.
      requestTimeout: config.REQUEST_TIMEOUT_MS + 1000,
      keepAliveTimeout: KEEP_ALIVE_MS,
      connectionsCheckingInterval: 500,
    },
    answer,
  );
  server.listen(config.PORT, config.HOST);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new UserError(`Cannot listen on ${config.HOST}:${config.PORT}: ${explain(error)}`, {
      cause: error,
    });
  }
  return { url: urlOf(server), drain: () => drain(server) };
}

async function drain(server: Server): Promise<void> {
  const closed = once(server, 'close');
  // Unlike http's own, net's close() leaves idle connections open: a request may be on its way on them.
  Object.getPrototypeOf(Server.prototype).close.call(server);
  const timer = setInterval(() => server.closeIdleConnections(), IDLE_GRACE_MS);
  await closed;
  clearInterval(timer);
}

function urlOf(server: Server): string {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no address');
  const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return `http://${host}:${address.port}`;
}

function explain(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return 'another program listens there; choose another PORT';
  if (code === 'EACCES') return 'permission denied; choose a PORT from 1024 on';
  return error instanceof Error ? error.message : String(error);
}
