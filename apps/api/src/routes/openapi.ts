import type { OpenAPIHono } from '@hono/zod-openapi';
import type { AppEnv } from '../http/app-env';
import { VERSION } from '../version';

/**
 * `GET /openapi.json`, the description of all routes that an app has, made of the schemas that check what they get.
 * @param needsKey whether requests must have a key
 */
export function addOpenApi(app: OpenAPIHono<AppEnv>, needsKey: boolean): void {
  if (needsKey) {
    app.openAPIRegistry.registerComponent('securitySchemes', 'key', { type: 'http', scheme: 'bearer' });
  }
  const document = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'fmnist',
      version: VERSION,
      description: 'Names what pictures of clothes show.',
      license: { name: 'MIT' },
    },
    servers: [{ url: '/' }],
    ...(needsKey && { security: [{ key: [] }] }),
  });
  app.get('/openapi.json', (c) => c.json(document));
}
