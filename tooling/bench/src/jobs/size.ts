import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type BuildOptions, build } from 'esbuild';
import { folderOf, versionOf } from '../contenders/node-contender';
import type { BenchContext, Entry, Job } from './job';
import { formatNumber, formatRatio, resultsOf, toRows } from './rows';
import { type Program, programs } from './size-programs';

/** A program's size in bytes. */
interface Size {
  readonly minified: number;
  readonly gzipped: number;
  /** What the page loads besides, WebAssembly files and workers, gzipped; 0 where there is none. */
  readonly besides: number;
}

export const sizeJob: Job = {
  name: 'size',
  async run(context) {
    const chosen = programs.filter(
      ({ contender }) =>
        contender === 'ours' || context.participants.some((other) => other.contender.id === contender),
    );
    const entries: Entry<Size>[] = [];
    for (const program of chosen) entries.push(await measureProgram(program, context));
    const total = ([{ gzipped, besides }]: readonly Size[]) => gzipped + besides;
    const ours = resultsOf(entries, 'ours: trains and predicts');
    return {
      name: 'size',
      title: 'Size in a page',
      about:
        'A small program that uses the library, bundled by esbuild for browsers, minified and gzipped, with the ' +
        'WebAssembly files and workers that it loads besides.',
      columns: [
        'program',
        'kB gzipped',
        'of it loaded besides',
        'kB of script, minified',
        'of ours',
        'remarks',
      ],
      rows: toRows(
        entries,
        4,
        total,
        ({ results }) => [
          formatNumber(total(results) / 1000),
          results[0].besides > 0 ? formatNumber(results[0].besides / 1000) : '–',
          formatNumber(results[0].minified / 1000),
          formatRatio(total(results), ours && total(ours), 'as large'),
        ],
        () => undefined,
      ),
      details: { entries },
    };
  },
};

async function measureProgram(program: Program, context: BenchContext): Promise<Entry<Size>> {
  const { id, name, library, note } = program;
  const entry = { id, name, version: versionOf(library), ...(note !== undefined && { note }) };
  context.log(`size: ${id}`);
  try {
    return { ...entry, results: [await bundle(program)] };
  } catch (error) {
    return { ...entry, results: [], reason: reasonOf(error) };
  }
}

/** The first of esbuild's errors without the path before it, or what else went wrong. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return /ERROR: (.*)/.exec(message)?.[1] ?? message.split('\n')[0];
}

async function bundle({ library, source, wasmFiles, workers = [] }: Program): Promise<Size> {
  const folder = folderOf(library);
  // As if it stood beside the library, so that the library's own dependencies can be named.
  const page = await bundleForBrowsers({ stdin: { contents: source, resolveDir: folder, loader: 'ts' } });
  const scripts = await Promise.all(
    workers.map((path) => bundleForBrowsers({ entryPoints: [join(folder, path)] })),
  );
  const require = createRequire(join(folder, 'package.json'));
  const besides = [...scripts, ...wasmFiles.map((file) => readFileSync(require.resolve(file)))];
  return {
    minified: page.length,
    gzipped: gzippedSize(page),
    besides: besides.map(gzippedSize).reduce((sum, size) => sum + size, 0),
  };
}

async function bundleForBrowsers(input: BuildOptions): Promise<Uint8Array> {
  const { outputFiles } = await build({
    ...input,
    bundle: true,
    minify: true,
    platform: 'browser',
    format: 'esm',
    target: 'es2022',
    write: false,
    logLevel: 'silent',
  });
  const [script, ...others] = outputFiles ?? [];
  if (!script || others.length > 0) throw new Error('esbuild was expected to make one file');
  return script.contents;
}

function gzippedSize(bytes: Uint8Array): number {
  return gzipSync(bytes, { level: 9 }).length;
}
