import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { OpenAPIHono } from '@hono/zod-openapi';
import type { AppEnv } from '../http/app-env';

const own = (name: string) => new URL(`./pages/${name}`, import.meta.url);
const swagger = (name: string) => createRequire(import.meta.url).resolve(`swagger-ui-dist/${name}`);

const HTML = 'text/html; charset=utf-8';
const SCRIPT = 'text/javascript; charset=utf-8';
const STYLE = 'text/css; charset=utf-8';

const files: readonly [path: string, file: () => string | URL, type: string][] = [
  ['/', () => own('home.html'), HTML],
  ['/pages/home.js', () => own('home.js'), SCRIPT],
  ['/pages/home.css', () => own('home.css'), STYLE],
  ['/docs', () => own('docs.html'), HTML],
  ['/pages/docs.js', () => own('docs.js'), SCRIPT],
  ['/pages/swagger-ui-bundle.js', () => swagger('swagger-ui-bundle.js'), SCRIPT],
  ['/pages/swagger-ui.css', () => swagger('swagger-ui.css'), STYLE],
];

/** `GET /`, a page to try the service on, and `GET /docs`, the documentation: all files of theirs are served here. */
export function pageRoutes() {
  const app = new OpenAPIHono<AppEnv>();
  for (const [path, file, type] of files) {
    app.get(path, async (c) => {
      const bytes = new Uint8Array(await readFile(file()));
      return c.body(bytes, 200, { 'Content-Type': type, 'Cache-Control': 'public, max-age=3600' });
    });
  }
  return app;
}
