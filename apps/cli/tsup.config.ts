import { cp } from 'node:fs/promises';
import { resolve } from 'node:path';
import { thirdPartyNotices } from '@fmnist/licenses';
import { defineConfig } from 'tsup';

const packages = resolve('../../packages');
const sources = {
  '@fmnist/core/node': 'core/src/node.ts',
  '@fmnist/core': 'core/src/index.ts',
  '@fmnist/data/node': 'data/src/node.ts',
  '@fmnist/data': 'data/src/index.ts',
  '@fmnist/interchange': 'interchange/src/index.ts',
  '@fmnist/models/node': 'models/src/node.ts',
  '@fmnist/models': 'models/src/index.ts',
};

// Our packages go into the bundle, file by file, so that each command loads only what it needs. So do libraries, which are
// devDependencies for that: the packed command line then needs one, sharp with its native code.
export default defineConfig({
  entry: { main: 'src/main.ts', worker: resolve(packages, 'core/src/parallel/worker.ts') },
  format: 'esm',
  target: 'es2022',
  clean: true,
  splitting: true,
  noExternal: [/^@fmnist\//],
  external: ['sharp'],
  // What the report's page carries in itself, its style and its script, as they are; and a font, as a file beside.
  loader: { '.css': 'text', '.page.js': 'text', '.woff': 'file' },
  esbuildOptions: (options) => {
    options.alias = Object.fromEntries(
      Object.entries(sources).map(([name, path]) => [name, resolve(packages, path)]),
    );
  },
  esbuildPlugins: [thirdPartyNotices('dist/THIRD-PARTY-NOTICES.txt')],
  // Libraries that were written for CommonJS ask for Node's modules by require.
  banner: {
    js: "#!/usr/bin/env node\nimport { createRequire as requireFor } from 'node:module';\nconst require = requireFor(import.meta.url);",
  },
  onSuccess: async () => {
    await cp(resolve(packages, 'models/weights'), 'weights', { recursive: true });
  },
});
