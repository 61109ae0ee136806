import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Route } from '@fmnist/browser';
import { build } from 'esbuild';
import { folderOf } from '../contenders/node-contender';
import type { Workshop } from '../workshop';

const HTML = `<!doctype html><title>bench</title><link rel="icon" href="data:,">
<script type="importmap">{ "imports": { "@fmnist/core": "/core/index.js" } }</script>
<script type="module" src="/page/page.js"></script>`;

/**
 * Builds the page in which contenders train. Each library is in a chunk of its own, and `@fmnist/core` stays as it was
 * built: it finds its worker beside it.
 * @returns what a server is to serve
 */
export async function buildPage({ folder }: Workshop): Promise<Record<string, Route>> {
  const outdir = join(folder, 'page');
  await build({
    entryPoints: [fileURLToPath(new URL('page.ts', import.meta.url))],
    outdir,
    bundle: true,
    splitting: true,
    // What only Node loads is never asked for.
    external: ['@fmnist/core', 'node:*', 'onnxruntime-node', 'brain.js'],
    platform: 'browser',
    format: 'esm',
    target: 'es2022',
    minify: true,
    logLevel: 'error',
  });
  return {
    '/index.html': { content: HTML },
    '/page/': { folder: outdir },
    '/data/': { folder },
    '/core/': { folder: join(folderOf('@fmnist/core'), 'dist') },
    '/tensorflow/': { folder: join(folderOf('@tensorflow/tfjs-backend-wasm'), 'dist') },
  };
}
