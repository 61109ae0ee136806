import type { Capabilities } from '@fmnist/core';

/** A machine that lacks something, as made of this one. */
export interface Variant {
  readonly name: string;
  /** What comes before the arguments that Node or Chromium is given: a program that starts it, or nothing. */
  readonly startedBy: readonly string[];
  /** V8's flags for Node. Most of them may not stand in `NODE_OPTIONS`. */
  readonly nodeFlags: readonly string[];
  /** A module that Node runs before any other, as text. */
  readonly preload: string;
  /** Chromium's flags for the same. */
  readonly chromiumFlags: readonly string[];
  /** What core must say of such a machine, in Node and in a page that asked to be isolated, or it is none. */
  readonly capabilities: Partial<Capabilities>;
}

/** To V8 the processor has no SSE 4.1, and so it refuses modules with vectors, and nothing else. */
const NO_SSE4 = '--no-enable-sse4-1';

/** Node's module hooks, by which tsx does its work, are started with shared memory: by this while it is there. */
const START_NODE_HOOKS = `
import { register } from 'node:module';
if (typeof WebAssembly === 'object') {
  const { buffer } = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
  globalThis.SharedArrayBuffer = buffer.constructor;
  register('data:text/javascript,');
  delete globalThis.SharedArrayBuffer;
}
`;

/** All that packages can be tried in. */
export const variants: readonly Variant[] = [
  {
    name: 'plain',
    ...{ startedBy: [], nodeFlags: [], preload: '', chromiumFlags: [] },
    capabilities: { simd: true, threads: true },
  },
  {
    // `threads: 'auto'` is one thread; two that are asked for share the core.
    name: 'one-core',
    ...{ startedBy: ['taskset', '-c', '0'], nodeFlags: [], preload: '', chromiumFlags: [] },
    capabilities: { simd: true, threads: true, cores: 1 },
  },
  {
    name: 'no-simd',
    ...{ startedBy: [], nodeFlags: [NO_SSE4], preload: '', chromiumFlags: [`--js-flags=${NO_SSE4}`] },
    capabilities: { simd: false, relaxedSimd: false },
  },
  {
    // No `SharedArrayBuffer`, but a WebAssembly memory may be shared: as in a page that is not cross-origin isolated.
    // Chromium isolates none where it does not know the header.
    name: 'no-shared-memory',
    startedBy: [],
    nodeFlags: ['--enable-sharedarraybuffer-per-context'],
    preload: START_NODE_HOOKS,
    chromiumFlags: ['--disable-features=CrossOriginOpenerPolicy'],
    capabilities: { simd: true, threads: false },
  },
];
