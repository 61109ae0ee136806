import type { ErrorHandler, NotFoundHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { AppEnv } from './app-env';
import { HttpError } from './http-error';

/**
 * Answers what a handler throws, as `{"error", "code", "requestId"}`. Of what nobody foresaw the answer says nothing but
 * that it happened; the log says the rest.
 */
export const answerError: ErrorHandler<AppEnv> = (error, c) => {
  const scope = c.get('scope');
  const known = error instanceof HTTPException ? new HttpError(400, 'bad_request', error.message) : error;
  if (known instanceof HttpError) {
    scope.failure = { code: known.code };
    const body = { error: known.message, code: known.code, requestId: scope.id };
    return c.json(body, known.status, { ...known.headers });
  }
  scope.failure = { code: 'internal', error };
  const message = 'Something went wrong here; the request id finds it in the logs';
  return c.json({ error: message, code: 'internal', requestId: scope.id }, 500);
};

/** Answers requests for what is not there. */
export const answerNotFound: NotFoundHandler<AppEnv> = (c) =>
  answerError(new HttpError(404, 'not_found', 'There is nothing here; / says what there is'), c);
