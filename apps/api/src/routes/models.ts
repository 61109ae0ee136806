import { createRoute, OpenAPIHono } from '@hono/zod-openapi';
import type { AppEnv } from '../http/app-env';
import { errors } from '../schemas/error-answer';
import { modelsAnswer } from '../schemas/models';
import type { Service } from '../service';

const route = createRoute({
  method: 'get',
  path: '/v1/models',
  summary: 'The models that answer',
  responses: {
    200: { description: 'All of them, by name', content: { 'application/json': { schema: modelsAnswer } } },
    ...errors(401, 429),
  },
});

/** `GET /v1/models`. */
export function modelRoutes({ registry }: Service) {
  return new OpenAPIHono<AppEnv>().openapi(route, (c) => {
    const models = registry.list().map((model) => ({
      name: model.name,
      version: model.version,
      source: model.source,
      isDefault: model.name === registry.defaultName,
      labels: [...model.labels],
      parameters: model.parameters,
      weightsSha256: model.weightsSha256,
      tellsOutOfDistribution: model.tellsNovelty,
    }));
    return c.json({ models }, 200);
  });
}
