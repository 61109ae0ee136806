import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/** What a page loads for some imports, minified, in bytes as they are and gzipped. */
export interface PageSize {
  readonly minified: number;
  readonly gzipped: number;
}

/**
 * Bundles a page that uses what it imports from a package, and nothing else. What is only loaded when it is needed, as further
 * threads are, does not count.
 */
export async function pageSizeOf(from: string, names: readonly string[]): Promise<PageSize> {
  const list = names.join(', ');
  const { outputFiles, metafile } = await build({
    stdin: {
      contents: `import { ${list} } from '${from}'; globalThis.used = [${list}];`,
      resolveDir: fileURLToPath(new URL('..', import.meta.url)),
    },
    outdir: 'page',
    bundle: true,
    splitting: true,
    metafile: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    legalComments: 'none',
    write: false,
  });
  const [page] = Object.values(metafile.outputs).filter(({ entryPoint }) => entryPoint === '<stdin>');
  if (page.imports.some(({ kind }) => kind === 'import-statement')) {
    throw new Error('The page was expected to be one file, without those that it loads later');
  }
  const [{ contents }] = outputFiles;
  return { minified: contents.length, gzipped: gzipSync(contents, { level: 9 }).length };
}
