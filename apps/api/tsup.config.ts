import { cp } from 'node:fs/promises';
import { resolve } from 'node:path';
import { defineConfig } from 'tsup';

const packages = resolve('../../packages');
const sources = {
  '@fmnist/core/node': 'core/src/node.ts',
  '@fmnist/core': 'core/src/index.ts',
  '@fmnist/data/node': 'data/src/node.ts',
  '@fmnist/data': 'data/src/index.ts',
  '@fmnist/models/node': 'models/src/node.ts',
  '@fmnist/models': 'models/src/index.ts',
};

// Our packages go into the bundle, so that the folder that is deployed depends on nothing that is not published. The two
// workers are files of their own, beside what starts them.
export default defineConfig({
  entry: {
    main: 'src/main.ts',
    'make-key': 'src/make-key.ts',
    client: 'src/client.ts',
    'inference-worker': 'src/inference/inference-worker.ts',
    'picture-worker': 'src/pictures/picture-worker.ts',
  },
  format: 'esm',
  target: 'es2022',
  clean: true,
  splitting: true,
  noExternal: [/^@fmnist\//],
  external: ['sharp'],
  esbuildOptions: (options) => {
    options.alias = Object.fromEntries(
      Object.entries(sources).map(([name, path]) => [name, resolve(packages, path)]),
    );
  },
  onSuccess: async () => {
    await cp('src/pages', 'dist/pages', { recursive: true });
    await cp(resolve(packages, 'models/weights'), 'weights', { recursive: true });
  },
});
