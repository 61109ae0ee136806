import { z } from '@hono/zod-openapi';

/** What an error looks like: what clients of the Open Inference Protocol read, and more. */
export const errorAnswer = z
  .object({
    error: z.string().meta({ description: 'One sentence for people' }),
    code: z.string().meta({ description: 'One word for programs' }),
    requestId: z.string().meta({ description: 'Finds the request in the logs' }),
  })
  .openapi('Error', {
    example: {
      error: 'pixels: must be 784 numbers from 0 to 255, got 783',
      code: 'invalid_body',
      requestId: '3f7c2f9e-8b0a-4d56-9f0e-8f6f0a2f1a55',
    },
  });

export type ErrorAnswer = z.output<typeof errorAnswer>;

const descriptions = {
  400: 'The request is malformed',
  401: 'A key is needed',
  404: 'There is no such model or version',
  408: 'The request came too slowly',
  413: 'The body, a picture, or their number is larger than allowed',
  415: 'The body is of a type, or the picture of a format, that is not taken',
  422: 'The body is well-formed, but not what is asked for',
  429: 'Too many requests; `Retry-After` says when to come again',
  503: 'Too much is waiting; `Retry-After` says when to come again',
  504: 'It took too long, and was stopped',
} as const;

/** The error answers of a route, by their statuses. */
export function errors<Status extends keyof typeof descriptions>(...statuses: Status[]) {
  const content = { 'application/json': { schema: errorAnswer } };
  const entries = statuses.map((status) => [status, { description: descriptions[status], content }]);
  return Object.fromEntries(entries) as Record<
    Status,
    { description: string; content: { 'application/json': { schema: typeof errorAnswer } } }
  >;
}
