import { OpenAPIHono } from '@hono/zod-openapi';
import { cors } from 'hono/cors';
import { identifyClient, requireKey } from './access/api-keys';
import { addressList } from './access/client-address';
import { rateLimit } from './access/rate-limit';
import { answerError, answerNotFound } from './http/answer-error';
import type { AppEnv } from './http/app-env';
import { HttpError } from './http/http-error';
import { requestScope } from './http/request-scope';
import { securityHeaders } from './http/security-headers';
import { healthRoutes } from './routes/health';
import { metricsRoutes } from './routes/metrics';
import { modelRoutes } from './routes/models';
import { oipRoutes } from './routes/oip';
import { addOpenApi } from './routes/openapi';
import { pageRoutes } from './routes/pages';
import { predictRoutes } from './routes/predict';
import type { Service } from './service';

/** What needs a key where there are keys, and counts where requests are counted. */
const GUARDED = ['/v1/*', '/v2/models/*', '/metrics'];

/** All routes, and what stands before them. */
export function createApp(service: Service) {
  const { config, log, metrics, lifecycle } = service;
  const app = new OpenAPIHono<AppEnv>();
  app.onError(answerError);
  app.notFound(answerNotFound);
  app.use(
    requestScope({
      log,
      metrics,
      timeoutMs: config.REQUEST_TIMEOUT_MS,
      proxies: addressList(config.TRUSTED_PROXIES),
      isDraining: () => lifecycle.isDraining,
    }),
  );
  app.use(securityHeaders);
  if (config.CORS_ORIGINS.length > 0) {
    app.use(
      cors({
        origin: config.CORS_ORIGINS,
        allowMethods: ['GET', 'POST'],
        allowHeaders: [
          'Authorization',
          'Content-Type',
          'Inference-Header-Content-Length',
          'X-API-Key',
          'X-Request-Id',
        ],
        exposeHeaders: ['Inference-Header-Content-Length', 'RateLimit', 'Retry-After', 'X-Request-Id'],
        maxAge: 3600,
      }),
    );
  }
  const needsKey = config.API_KEYS.length > 0;
  for (const path of GUARDED) {
    if (needsKey) app.use(path, identifyClient(config.API_KEYS));
    if (config.RATE_LIMIT) app.use(path, rateLimit(config.RATE_LIMIT));
    if (needsKey) app.use(path, requireKey);
  }
  const routes = app
    .route('/', predictRoutes(service))
    .route('/', modelRoutes(service))
    .route('/', oipRoutes(service))
    .route('/', healthRoutes(service))
    .route('/', metricsRoutes(service))
    .route('/', pageRoutes());
  addOpenApi(app, needsKey);
  refuseOtherMethods(app);
  return routes;
}

/** The types of all routes, for `hc` of `hono/client`. */
export type Api = ReturnType<typeof createApp>;

/** Answers 405 where there is something, but not for the method. */
function refuseOtherMethods(app: OpenAPIHono<AppEnv>): void {
  const methods = new Map<string, Set<string>>();
  for (const { path, method } of app.routes) {
    if (method !== 'ALL') methods.set(path, (methods.get(path) ?? new Set()).add(method));
  }
  for (const [path, allowed] of methods) {
    const list = [...allowed].flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])).join(', ');
    app.all(path, () => {
      throw new HttpError(405, 'method_not_allowed', `Here one can ${list}`, { Allow: list });
    });
  }
}
