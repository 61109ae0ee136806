import { affineKernels } from './kernels/sets/affine';
import { fuse } from './kernels/simd/fuse';
import { compileKernels } from './kernels/simd/instance';
import { canShareWork, countCores } from './parallel/platform';

/** What a machine, a browser or a page lets training use. */
export interface Capabilities {
  /** WebAssembly with vectors: without it the plain TypeScript kernels work, to the same bits, much slower. */
  readonly simd: boolean;
  /** Multiplications fused with additions, for `precision: 'fast'`. */
  readonly relaxedSimd: boolean;
  /** Memory and workers that can be shared. A page has them where it is cross-origin isolated. */
  readonly threads: boolean;
  /** How many threads can run at once. */
  readonly cores: number;
}

/** What there is here. */
export function capabilities(): Capabilities {
  const exact = compileKernels(affineKernels);
  return {
    simd: exact !== undefined,
    relaxedSimd: compileKernels(affineKernels, fuse) !== exact,
    threads: canShareWork(),
    cores: countCores(),
  };
}
