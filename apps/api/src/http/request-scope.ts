import { randomUUID } from 'node:crypto';
import type { BlockList } from 'node:net';
import type { Context, MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import type { Logger } from 'pino';
import { clientAddress } from '../access/client-address';
import type { Metrics } from '../metrics/metrics';
import type { AppEnv } from './app-env';
import { Cancellation } from './cancellation';
import { tooSlow } from './http-error';
import { clientGone } from './read-body';

/** Ids that others may give to their requests; anything else is replaced, as it would stand in logs. */
const ID = /^[\w.:-]{1,128}$/;
/** Asked all the time by those who watch: noted only by those who want to see everything. */
const QUIET_ROUTES = new Set(['/v2/health/live', '/v2/health/ready', '/metrics']);

/** What belongs to a request while it is answered. */
export interface RequestScope {
  readonly id: string;
  /** Comes when the request has taken too long, or its sender went away. */
  readonly cancellation: Cancellation;
  /** Calls when the answer has been sent, or cannot be any more. */
  readonly onOver: (callback: () => void) => void;
  /** Where it is from. */
  readonly address: string;
  /** Whose key it has. */
  client: string | undefined;
  /** What went wrong, for logs and metrics. */
  failure: { readonly code: string; readonly error?: unknown } | undefined;
}

/** Gives each request its scope, and notes in logs and metrics how it was answered. */
export function requestScope(options: {
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly timeoutMs: number;
  /** Whose `X-Forwarded-For` is believed. */
  readonly proxies: BlockList | undefined;
  /** Whether connections are to end with the answers that are under way. */
  readonly isDraining: () => boolean;
}): MiddlewareHandler<AppEnv> {
  const { log, metrics, timeoutMs, proxies, isDraining } = options;
  return async (c, next) => {
    const start = performance.now();
    const { incoming, outgoing } = c.env;
    const given = incoming.headers['x-request-id'];
    const id = typeof given === 'string' && ID.test(given) ? given : randomUUID();
    const cancellation = new Cancellation();
    const timer = setTimeout(() => cancellation.cancel(tooSlow(timeoutMs)), timeoutMs);
    const callbacks: (() => void)[] = [];
    const scope: RequestScope = {
      id,
      cancellation,
      onOver: (callback) => callbacks.push(callback),
      address: clientAddress(incoming, proxies),
      client: undefined,
      failure: undefined,
    };
    metrics.inProgress.inc();
    outgoing.once('close', () => {
      clearTimeout(timer);
      const isWhole = outgoing.writableFinished;
      if (!isWhole) cancellation.cancel(clientGone());
      for (const callback of callbacks) callback();
      metrics.inProgress.dec();
      note(c, scope, start, isWhole);
    });
    c.set('scope', scope);
    outgoing.setHeader('X-Request-Id', id);
    await next();
    // A client that keeps its connection must learn that it will be closed before it sends another request on it.
    if (isDraining()) outgoing.setHeader('Connection', 'close');
  };

  function note(c: Context<AppEnv>, scope: RequestScope, start: number, isWhole: boolean): void {
    const seconds = (performance.now() - start) / 1000;
    const status = isWhole ? c.env.outgoing.statusCode : 499;
    const route = routeOf(c);
    metrics.answered(c.req.method, route, status, seconds);
    if (scope.failure) metrics.failed(scope.failure.code);
    const line = {
      requestId: scope.id,
      method: c.req.method,
      path: c.req.path,
      status,
      durationMs: Math.round(seconds * 1e6) / 1000,
      address: scope.address,
      ...(scope.client !== undefined && { client: scope.client }),
      ...(scope.failure && { code: scope.failure.code }),
    };
    if (scope.failure?.error) log.error({ ...line, err: scope.failure.error }, 'request failed');
    else if (QUIET_ROUTES.has(route)) log.debug(line, 'request');
    else log.info(line, 'request');
  }
}

/** The pattern that a request's path fits, which are few, unlike paths. */
function routeOf(c: Context<AppEnv>): string {
  const path = routePath(c, -1);
  return path === '*' || path === '/*' ? 'none' : path;
}
