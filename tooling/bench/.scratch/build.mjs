import { build } from 'esbuild';

await build({
  entryPoints: ['../src/ceiling.ts'],
  bundle: true,
  format: 'esm',
  platform: 'node',
  outfile: 'ceiling.mjs',
});
