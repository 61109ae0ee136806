import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Route } from '../src';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The page in `test/page`, at `/`, with its script; and `@fmnist/core` as it was built, at `/core/`. */
export async function pageRoutes(): Promise<Record<string, Route>> {
  const { outputFiles } = await build({
    entryPoints: [here('page/main.ts')],
    bundle: true,
    external: ['@fmnist/core'],
    format: 'esm',
    target: 'es2022',
    write: false,
  });
  return {
    '/index.html': { content: await readFile(here('page/index.html')) },
    '/page/main.js': { content: outputFiles[0].contents },
    '/core/': { folder: here('../../../packages/core/dist/') },
  };
}
