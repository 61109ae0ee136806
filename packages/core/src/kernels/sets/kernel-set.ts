import type { Kernels } from '../kernels';
import type { Exports } from '../simd/compiled/exports.generated';

/**
 * Compiled kernels that are needed together. Who trains or predicts names the sets that are needed: a page then loads those
 * alone.
 */
export interface KernelSet {
  /** The compiled functions, as `binary-text.ts` reads them. */
  readonly code: string;
  /** Whether their multiplications and additions may be fused where `precision` is `fast`. */
  readonly fusable?: true;
  /** @param scratch where `scratchBytes()` bytes are free to use */
  simd(wasm: Exports, scratch: number): Partial<Kernels>;
}
