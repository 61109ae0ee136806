import type { Capabilities } from '@fmnist/core';

/** A machine that lacks something, as made of this one. */
export interface Variant {
  readonly name: string;
  /** What comes before the arguments that Node is given: a program that starts it, or nothing. */
  readonly startedBy: readonly string[];
  /** V8's flags. Most of them may not stand in `NODE_OPTIONS`. */
  readonly flags: readonly string[];
  /** What core must say of such a machine, or it is none. */
  readonly capabilities: Partial<Capabilities>;
}

/** All that packages can be tried in. */
export const variants: readonly Variant[] = [
  { name: 'plain', startedBy: [], flags: [], capabilities: { simd: true, threads: true } },
  {
    // `threads: 'auto'` is one thread; two that are asked for share the core.
    name: 'one-core',
    startedBy: ['taskset', '-c', '0'],
    flags: [],
    capabilities: { simd: true, threads: true, cores: 1 },
  },
  {
    // To V8 the processor has no SSE 4.1, and so it refuses modules with vectors, and nothing else.
    name: 'no-simd',
    startedBy: [],
    flags: ['--no-enable-sse4-1'],
    capabilities: { simd: false, relaxedSimd: false },
  },
  {
    // As in a page that is not cross-origin isolated: no `SharedArrayBuffer`, but a WebAssembly memory may be shared.
    name: 'no-shared-memory',
    startedBy: [],
    flags: ['--enable-sharedarraybuffer-per-context'],
    capabilities: { simd: true, threads: false },
  },
];
