/** Makes one script of a parser and what it stands on, with counters in our own code. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build, type Plugin, transform } from 'esbuild';
import { createInstrumenter } from 'istanbul-lib-instrument';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const OURS = /\/(?:packages|apps)\/[^/]+\/src\/.*\.ts$/;
/** What is not a parser: the arithmetic, which runs long, and what the fuzzer draws its lots with. */
const UNCOUNTED = /\/src\/(?:kernels|random)\/|\.generated\.ts$/;

/** @param name the name of a file among the parsers */
export async function bundleFuzzThread(name: string, outfile: string): Promise<void> {
  await build({
    stdin: {
      contents: `import { parser } from './parsers/${name}.ts';\nimport { work } from './engine/work.ts';\nawait work(parser);`,
      resolveDir: fileURLToPath(new URL('..', import.meta.url)),
      loader: 'ts',
    },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'inline',
    logLevel: 'error',
    external: ['sharp', 'esbuild'],
    // Libraries in CommonJS ask for Node's modules.
    banner: {
      js: "import { createRequire as makeRequire } from 'node:module'; const require = makeRequire(import.meta.url);",
    },
    plugins: [ourSources, counted],
  });
}

/** Our packages by their sources, so that they can be counted in. */
const ourSources: Plugin = {
  name: 'our sources',
  setup({ onResolve }) {
    onResolve({ filter: /^@fmnist\/(?:core|data|interchange|models)(?:\/node)?$/ }, ({ path }) => {
      const [, name, entry = 'index'] = path.split('/');
      return { path: `${root}packages/${name}/src/${entry}.ts`, sideEffects: false };
    });
  },
};

const counted: Plugin = {
  name: 'counters',
  setup({ onLoad }) {
    onLoad({ filter: OURS }, async ({ path }) => {
      if (UNCOUNTED.test(path)) return undefined;
      const source = await readFile(path, 'utf8');
      const { code, map } = await transform(source, {
        loader: 'ts',
        target: 'es2022',
        sourcemap: 'external',
        sourcefile: path,
      });
      const instrumenter = createInstrumenter({ esModules: true, produceSourceMap: true, compact: false });
      const counting = instrumenter.instrumentSync(code, path, JSON.parse(map));
      const sourceMap = Buffer.from(JSON.stringify(instrumenter.lastSourceMap())).toString('base64');
      return {
        contents: `${counting}\n//# sourceMappingURL=data:application/json;base64,${sourceMap}`,
        loader: 'js',
      };
    });
  },
};
