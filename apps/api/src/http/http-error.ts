import { UserError } from '@fmnist/core';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** A request that cannot be answered as asked, with the status and a sentence for whoever sent it. */
export class HttpError extends UserError {
  override name = 'HttpError';

  /**
   * @param code a word for programs, as in `too_many_images`
   * @param headers sent along, as in `Retry-After`
   */
  constructor(
    readonly status: ContentfulStatusCode,
    readonly code: string,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** What a full queue says. @param seconds after which another try is worth while */
export function overloaded(what: string, seconds: number): HttpError {
  return new HttpError(503, 'overloaded', `${what}: try again in ${seconds} s`, {
    'Retry-After': String(seconds),
  });
}

/** What somebody hears whose request took too long. */
export function tooSlow(limitMs: number): HttpError {
  return new HttpError(504, 'timeout', `The request took more than ${limitMs} ms and was stopped`);
}
