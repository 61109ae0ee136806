import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/** What a page loads for some imports, minified, in bytes as they are and gzipped. */
export interface PageSize {
  readonly minified: number;
  readonly gzipped: number;
}

/** Bundles a page that uses what it imports from a package, and nothing else. */
export async function pageSizeOf(from: string, names: readonly string[]): Promise<PageSize> {
  const list = names.join(', ');
  const { outputFiles } = await build({
    stdin: {
      contents: `import { ${list} } from '${from}'; globalThis.used = [${list}];`,
      resolveDir: fileURLToPath(new URL('..', import.meta.url)),
    },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    legalComments: 'none',
    write: false,
  });
  const [{ contents }] = outputFiles;
  return { minified: contents.length, gzipped: gzipSync(contents, { level: 9 }).length };
}
