import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { folderOf, versionOf } from '../contenders/node-contender';
import type { BenchContext, Entry, Job } from './job';
import { formatNumber, formatRatio, resultsOf, toRows } from './rows';
import { type Program, programs } from './size-programs';

/** A program's size in bytes. */
interface Size {
  readonly minified: number;
  readonly gzipped: number;
  /** WebAssembly that the page loads besides, gzipped; 0 where there is none. */
  readonly wasmGzipped: number;
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
    const total = ([{ gzipped, wasmGzipped }]: readonly Size[]) => gzipped + wasmGzipped;
    const ours = resultsOf(entries, 'ours: trains and predicts');
    return {
      name: 'size',
      title: 'Size in a page',
      about:
        'A small program that uses the library, bundled by esbuild for browsers, minified and gzipped, with the ' +
        'WebAssembly that it loads besides.',
      columns: ['program', 'kB gzipped', 'of it WebAssembly files', 'kB minified', 'of ours', 'remarks'],
      rows: toRows(
        entries,
        4,
        total,
        ({ results }) => [
          formatNumber(total(results) / 1000),
          results[0].wasmGzipped > 0 ? formatNumber(results[0].wasmGzipped / 1000) : '–',
          formatNumber(results[0].minified / 1000),
          formatRatio(total(results), ours && total(ours)),
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
    const [message] = (error instanceof Error ? error.message : String(error)).split('\n');
    return { ...entry, results: [], reason: message };
  }
}

async function bundle({ library, source, wasmFiles }: Program): Promise<Size> {
  const folder = folderOf(library);
  const { outputFiles } = await build({
    // As if it stood beside the library, so that the library's own dependencies can be named.
    stdin: { contents: source, resolveDir: folder, loader: 'ts' },
    bundle: true,
    minify: true,
    platform: 'browser',
    format: 'esm',
    target: 'es2022',
    write: false,
    outdir: 'out',
    logLevel: 'silent',
  });
  const require = createRequire(join(folder, 'package.json'));
  const gzippedSize = (bytes: Uint8Array) => gzipSync(bytes, { level: 9 }).length;
  const sum = (sizes: readonly number[]) => sizes.reduce((all, size) => all + size, 0);
  return {
    minified: sum(outputFiles.map(({ contents }) => contents.length)),
    gzipped: sum(outputFiles.map(({ contents }) => gzippedSize(contents))),
    wasmGzipped: sum(wasmFiles.map((file) => gzippedSize(readFileSync(require.resolve(file))))),
  };
}
