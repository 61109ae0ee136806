/** Writes `out/sw.js`, the service worker, which knows the files of the site and their SHA-256. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { shippedNames } from '@fmnist/models';
import { build } from 'esbuild';

const out = fileURLToPath(new URL('../out/', import.meta.url));

/** What is fetched when it is needed, and kept then: the pictures to train on by the page itself. */
const isLarge = (path: string) => /^data\/(t|near)|\.safetensors$/.test(path);
/** What the page asks for at once all the same. */
const isFirst = (path: string) => path === `models/${shippedNames.at(-1)}.safetensors`;
/** What no page asks for: Next's own notes, source maps, and what speaks to hosts. */
const isUnasked = (path: string) =>
  /(^|\/)[._](?!next)|(?<!\.ts)\.txt$|\.map$|404|_not-found|sw\.js/.test(path);

const files = readdirSync(out, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map(({ parentPath, name }) => `${parentPath}/${name}`.replaceAll('\\', '/').replace(/\/+/g, '/'))
  .map((path) => path.slice(out.replaceAll('\\', '/').length))
  .filter((path) => !isUnasked(path) && (!isLarge(path) || isFirst(path)))
  .sort()
  .map((url) => ({
    url,
    revision: createHash('sha256')
      .update(readFileSync(`${out}${url}`))
      .digest('hex'),
  }));

await build({
  entryPoints: [fileURLToPath(new URL('../src/service-worker/main.ts', import.meta.url))],
  outfile: `${out}sw.js`,
  bundle: true,
  minify: true,
  target: 'es2022',
  define: { SITE_FILES: JSON.stringify(files), 'process.env.NODE_ENV': '"production"' },
});
