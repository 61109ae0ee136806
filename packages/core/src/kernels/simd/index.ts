import type { Kernels, MemoryPiece, Precision, SharedKernels } from '../kernels';
import { createReferenceKernels } from '../reference';
import { accuracies } from './accuracies';
import { activations } from './activations';
import { affine } from './affine';
import type { Exports } from './compiled.generated';
import { convolutions } from './convolutions';
import { type Allocator, AssignedMemory, Heap } from './heap';
import { compileKernels, instantiate } from './instance';
import { losses } from './losses';
import { memory, STAGING_BYTES } from './memory';
import { normalization } from './normalization';
import { optimizers } from './optimizers';
import { pooling } from './pooling';
import { random } from './random';

/**
 * The kernels as WebAssembly SIMD, in float32: the same bits as the reference kernels, unless `precision` is `fast`.
 * Nothing where the machine has no WebAssembly SIMD, or no memory that can be shared.
 */
export function createSimdKernels(precision: Precision): Kernels | undefined {
  const modules = compileKernels(precision);
  const heap = modules && createHeap();
  if (!heap) return undefined;
  const wasm = instantiate(modules, heap.memory);
  const shared = { modules, memory: heap.memory, scratchBytes: STAGING_BYTES + wasm.scratchBytes() };
  return {
    ...bind(wasm, shared, heap),
    trace: (make) => heap.trace(make),
    release: (pieces) => heap.release(pieces),
  };
}

/**
 * Kernels of another thread in the memory of the one that called it: what is allocated with them lies in `pieces`, in
 * order, and is as that thread left it.
 */
export function attachSimdKernels(shared: SharedKernels, pieces: readonly MemoryPiece[]): Kernels {
  return bind(instantiate(shared.modules, shared.memory), shared, new AssignedMemory(shared.memory, pieces));
}

function bind(wasm: Exports, shared: SharedKernels, allocator: Allocator): Kernels {
  const { offset } = allocator.allocate(shared.scratchBytes);
  return {
    ...createReferenceKernels('float32'),
    shared,
    ...memory(wasm, allocator, offset),
    ...affine(wasm, offset + STAGING_BYTES),
    ...convolutions(wasm),
    ...pooling(wasm),
    ...normalization(wasm),
    ...activations(wasm),
    ...losses(wasm),
    ...accuracies(wasm),
    ...random(wasm),
    ...optimizers(wasm),
  };
}

function createHeap(): Heap | undefined {
  try {
    return new Heap();
  } catch {
    return undefined;
  }
}
