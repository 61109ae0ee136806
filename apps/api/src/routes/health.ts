import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import type { AppEnv } from '../http/app-env';
import { liveAnswer, readyAnswer } from '../schemas/health';
import type { Service } from '../service';

const live = createRoute({
  method: 'get',
  path: '/v2/health/live',
  summary: 'Whether the process answers',
  responses: {
    200: { description: 'It does', content: { 'application/json': { schema: liveAnswer } } },
  },
});

const ready = createRoute({
  method: 'get',
  path: '/v2/health/ready',
  summary: 'Whether requests are welcome',
  responses: {
    200: { description: 'They are', content: { 'application/json': { schema: readyAnswer } } },
    503: {
      description: 'Not yet, or not any more: the service is shutting down',
      content: { 'application/json': { schema: readyAnswer } },
    },
  },
});

/** `GET /v2/health/live` and `/v2/health/ready`, for those who start, watch and stop the service. */
export function healthRoutes({ lifecycle }: Service) {
  return new OpenAPIHono<AppEnv>()
    .openapi(live, (c) => c.json({ live: true }, 200))
    .openapi(ready, (c) =>
      lifecycle.isReady ? c.json({ ready: true }, 200) : c.json({ ready: false }, 503),
    );
}
