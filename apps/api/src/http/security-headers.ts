import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from './app-env';

/** Pages load what is served here, and no more. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  // The page of the documentation styles its parts one by one.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS = Object.entries({
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Referrer-Policy': 'no-referrer',
  'Strict-Transport-Security': 'max-age=15552000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'SAMEORIGIN',
});

/**
 * Headers that tell browsers to make nothing of answers but what they are. Node sends them with whatever handlers answer: a
 * `Headers` of the fetch API, made and taken apart again for each answer, takes several times as long.
 */
export const securityHeaders: MiddlewareHandler<AppEnv> = (c, next) => {
  for (const [name, value] of HEADERS) c.env.outgoing.setHeader(name, value);
  return next();
};
