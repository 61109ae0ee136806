import { createHash, timingSafeEqual } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from '../http/app-env';
import { HttpError } from '../http/http-error';

/** A key that opens the service: not the key itself, which nobody can make out of this. */
export interface ApiKey {
  /** Who it was given to, for logs. */
  readonly name: string;
  /** SHA-256 of the key, in hexadecimal: enough, as keys are drawn at random and cannot be guessed. */
  readonly sha256: string;
}

/** The SHA-256 of a key. */
export function hashKey(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

/** Notes whose key a request has, if any; compares with all keys, in the same time whichever fits. */
export function identifyClient(keys: readonly ApiKey[]): MiddlewareHandler<AppEnv> {
  const known = keys.map(({ name, sha256 }) => ({ name, hash: Buffer.from(sha256, 'hex') }));
  return async (c, next) => {
    const given = givenKey(c.req.header('authorization'), c.req.header('x-api-key'));
    if (given !== undefined) {
      const hash = hashKey(given);
      const fitting = known.filter((key) => timingSafeEqual(key.hash, hash));
      c.get('scope').client = fitting[0]?.name;
    }
    await next();
  };
}

/** Lets nobody pass without a key. */
export const requireKey: MiddlewareHandler<AppEnv> = async (c, next) => {
  if (c.get('scope').client === undefined) {
    const message = 'A key is needed: send it as Authorization: Bearer KEY, or as X-API-Key';
    throw new HttpError(401, 'key_needed', message, { 'WWW-Authenticate': 'Bearer realm="fmnist"' });
  }
  await next();
};

function givenKey(authorization: string | undefined, apiKey: string | undefined): string | undefined {
  return authorization?.match(/^Bearer +(\S+)$/i)?.[1] ?? apiKey;
}
