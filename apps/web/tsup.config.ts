import { fileURLToPath } from 'node:url';
import { defineConfig } from 'tsup';

// The workers are modules of their own, beside the page: they then find each other under any path of any host, which
// those that Next makes do not.
export default defineConfig({
  entry: {
    main: 'src/worker/main.ts',
    // What `@fmnist/core` starts for each further thread, from beside the module that it is in.
    worker: fileURLToPath(new URL('worker.js', import.meta.resolve('@fmnist/core'))),
  },
  outDir: 'public/worker',
  format: 'esm',
  target: 'es2022',
  platform: 'browser',
  noExternal: [/.*/],
  minify: true,
  clean: true,
});
