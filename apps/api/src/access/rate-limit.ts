import type { MiddlewareHandler } from 'hono';
import { rateLimiter } from 'hono-rate-limiter';
import type { AppEnv } from '../http/app-env';
import { HttpError } from '../http/http-error';

const MINUTE_MS = 60_000;

/** Lets each key, and each address without one, ask so many times a minute. */
export function rateLimit(perMinute: number): MiddlewareHandler<AppEnv> {
  return rateLimiter<AppEnv>({
    windowMs: MINUTE_MS,
    limit: perMinute,
    standardHeaders: 'draft-7',
    keyGenerator: (c) => {
      const { client, address } = c.get('scope');
      return client === undefined ? `address ${address}` : `key ${client}`;
    },
    handler: () => {
      throw new HttpError(429, 'too_many_requests', `There may be ${perMinute} requests a minute`);
    },
  });
}
