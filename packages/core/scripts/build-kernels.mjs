/**
 * Compiles `src/kernels/simd/assembly` to WebAssembly and writes it, as base64 and with the types of what it exports,
 * into a module that any bundler and runtime loads without knowing of assets.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import asc from 'assemblyscript/asc';

const source = 'src/kernels/simd/assembly';
const target = 'src/kernels/simd/compiled.generated.ts';

/** Each module keeps its tables at a place of its own in the memory they share, below the heap. */
const exact = await compile('index.ts', ['--enable', 'simd,threads', '--memoryBase', '64'], true);
const fast = await compile('fast.ts', ['--enable', 'simd,threads,relaxed-simd', '--memoryBase', '1024']);

const functions = exact.declarations
  .split('\n')
  .map((line) => line.match(/^ {2}export function (.+)$/)?.[1])
  .filter((line) => line !== undefined && !/^(add(Rows|Lists)|sumProducts)/.test(line));

writeFileSync(
  target,
  `${[
    '// Written by scripts/build-kernels.mjs.',
    'export interface Exports {',
    ...functions.map((line) => `  ${line}`),
    '}',
    `export const exactBinary = '${exact.binary}';`,
    `export const fastBinary = '${fast.binary}';`,
  ].join('\n')}\n`,
);

/** @returns {Promise<{ binary: string, declarations: string }>} */
async function compile(entry, flags, declares = false) {
  const outputs = new Map();
  const { error, stderr } = await asc.main(
    [
      `${source}/${entry}`,
      ...['--outFile', 'out.wasm', '-O3', '--noAssert', '--runtime', 'stub'],
      ...['--importMemory', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', '65536'],
      ...(declares ? ['--bindings', 'raw'] : []),
      ...flags,
    ],
    {
      readFile: (name) => readFileOrNothing(name),
      writeFile: (name, contents) => void outputs.set(name, contents),
    },
  );
  if (error) throw new Error(`${entry} does not compile:\n${stderr.toString()}`, { cause: error });
  return {
    binary: Buffer.from(outputs.get('out.wasm')).toString('base64'),
    declarations: String(outputs.get('out.d.ts') ?? ''),
  };
}

function readFileOrNothing(name) {
  try {
    return readFileSync(name, 'utf8');
  } catch {
    return null;
  }
}
