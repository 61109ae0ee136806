import type { HttpBindings } from '@hono/node-server';
import type { RequestScope } from './request-scope';

/** What handlers find in their context. */
export interface AppEnv {
  Bindings: HttpBindings;
  Variables: { scope: RequestScope };
}
