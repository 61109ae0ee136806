import type { Precision } from '../kernels';
import { type Exports, exactBinary, fastBinary } from './compiled.generated';

const compiled = new Map<Precision, readonly WebAssembly.Module[] | undefined>();

/**
 * The compiled kernels, compiled once; for `fast`, behind them a module of products that replaces theirs. Where the
 * machine cannot fuse operations, `fast` is `exact`. Nothing where it has no WebAssembly SIMD.
 */
export function compileKernels(precision: Precision): readonly WebAssembly.Module[] | undefined {
  if (!compiled.has(precision)) compiled.set(precision, compile(precision));
  return compiled.get(precision);
}

/** The kernels' functions, working in a memory. */
export function instantiate(modules: readonly WebAssembly.Module[], memory: WebAssembly.Memory): Exports {
  const abort = () => {
    throw new Error('a kernel aborted');
  };
  const instances = modules.map((module) => new WebAssembly.Instance(module, { env: { memory, abort } }));
  // Of a binary that was compiled together with this type.
  return Object.assign({}, ...instances.map(({ exports }) => exports)) as Exports;
}

function compile(precision: Precision): readonly WebAssembly.Module[] | undefined {
  if (typeof WebAssembly === 'undefined') return undefined;
  const exact = decode(exactBinary);
  if (!WebAssembly.validate(exact)) return undefined;
  const module = new WebAssembly.Module(exact);
  if (precision === 'exact') return [module];
  allowRelaxedSimd();
  const fast = decode(fastBinary);
  return WebAssembly.validate(fast) ? [module, new WebAssembly.Module(fast)] : [module];
}

/** Node 20 has relaxed SIMD, but behind a flag; later ones and browsers have it without. */
function allowRelaxedSimd(): void {
  const node = globalThis.process?.versions?.node;
  if (node && Number.parseInt(node, 10) < 22) {
    process.getBuiltinModule('node:v8').setFlagsFromString('--experimental-wasm-relaxed-simd');
  }
}

function decode(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
