import { OpenAPIHono } from '@hono/zod-openapi';
import type { AppEnv } from '../http/app-env';
import type { Service } from '../service';

/** `GET /metrics`, as Prometheus reads it. */
export function metricsRoutes({ metrics: { registry } }: Service) {
  return new OpenAPIHono<AppEnv>().get('/metrics', async (c) =>
    c.text(await registry.metrics(), 200, { 'Content-Type': registry.contentType }),
  );
}
