import type { KernelSet } from '../sets/kernel-set';
import { bytesOfText } from './binary-text';
import type { Exports } from './compiled/exports.generated';
import type { CodeChange } from './fuse';

type Compiled = WebAssembly.Module | undefined;

/** By their texts, those of each change apart; nothing for those that this machine cannot run. */
const compiled = new Map<CodeChange | undefined, Map<string, Compiled>>();

/**
 * The compiled kernels of a set, compiled once. Nothing where the machine has no WebAssembly SIMD.
 * @param fuse makes one operation of a multiplication and an addition where the set may be so changed; where the machine
 *   cannot do that, the kernels are the exact ones
 */
export function compileKernels({ code, fusable }: KernelSet, fuse?: CodeChange): Compiled {
  if (typeof WebAssembly === 'undefined') return undefined;
  return (fuse && fusable && compile(code, fuse)) || compile(code);
}

/** Kernels' functions, working in a memory. Those of a module may call those of the modules before. */
export class Instances {
  readonly functions: Partial<Exports> = {};

  constructor(readonly memory: WebAssembly.Memory) {}

  add(module: WebAssembly.Module): void {
    const env = { ...this.functions, memory: this.memory };
    Object.assign(this.functions, new WebAssembly.Instance(module, { env }).exports);
  }
}

function compile(text: string, change?: CodeChange): Compiled {
  const known = compiled.get(change) ?? new Map<string, Compiled>();
  compiled.set(change, known);
  if (!known.has(text)) {
    const bytes = bytesOfText(text);
    change?.(bytes);
    known.set(text, WebAssembly.validate(bytes) ? new WebAssembly.Module(bytes) : undefined);
  }
  return known.get(text);
}
