import type { Kernels, MemoryPiece, SharedKernels } from '../kernels';
import { memory as referenceMemory } from '../reference/memory';
import { baseKernels } from '../sets/base';
import type { KernelSet } from '../sets/kernel-set';
import type { Exports } from './compiled/exports.generated';
import type { CodeChange } from './fuse';
import { type Allocator, AssignedMemory, Heap } from './heap';
import { compileKernels, Instances } from './instance';
import { memory, STAGING_BYTES } from './memory';

/**
 * The kernels as WebAssembly SIMD, in float32: the same bits as the reference kernels, unless they are fused. Nothing where
 * the machine has no WebAssembly SIMD, or no memory that can be shared.
 * @param fuse what fuses operations; by default none are
 */
export function createSimdKernels(sets: readonly KernelSet[], fuse?: CodeChange): Kernels | undefined {
  const heap = compileKernels(baseKernels) && createHeap();
  if (!heap) return undefined;
  const modules: WebAssembly.Module[] = [];
  const instances = new Instances(heap.memory);
  const load = (set: KernelSet) => {
    const module = compileKernels(set, fuse);
    if (!module) throw new Error('This machine compiles some kernels and not others');
    modules.push(module);
    instances.add(module);
  };
  const all = [...new Set([baseKernels, ...sets])];
  all.forEach(load);
  // Functions of a set that was not asked for are missing.
  const scratchBytes = STAGING_BYTES + (instances.functions.scratchBytes?.() ?? 0);
  const shared = { modules, memory: heap.memory, scratchBytes };
  return Object.assign(bind(instances.functions, shared, heap, all, load), {
    trace: heap.trace.bind(heap),
    release: heap.release.bind(heap),
  });
}

/**
 * Kernels of another thread in the memory of the one that called it: what is allocated with them lies in `pieces`, in
 * order, and is as that thread left it.
 * @param sets all that the other thread has, or some
 */
export function attachSimdKernels(
  shared: SharedKernels,
  pieces: readonly MemoryPiece[],
  sets: readonly KernelSet[],
): Kernels {
  const instances = new Instances(shared.memory);
  for (const module of shared.modules) instances.add(module);
  const allocator = new AssignedMemory(shared.memory, pieces);
  return bind(instances.functions, shared, allocator, [baseKernels, ...sets]);
}

/**
 * @param included the sets whose functions are there
 * @param load how to get those of another
 */
function bind(
  functions: Partial<Exports>,
  shared: SharedKernels,
  allocator: Allocator,
  included: readonly KernelSet[],
  load?: (set: KernelSet) => void,
): Kernels {
  const { offset } = allocator.allocate(shared.scratchBytes);
  const dtype = 'float32';
  // Whole for those who named all the sets they need.
  const wasm = functions as Exports;
  const known = new Set<KernelSet>();
  const kernels = {
    dtype,
    shared,
    include(sets: readonly KernelSet[]) {
      for (const set of sets) {
        if (known.has(set)) continue;
        known.add(set);
        if (!included.includes(set)) load?.(set);
        Object.assign(kernels, set.simd(wasm, offset + STAGING_BYTES));
      }
    },
    ...referenceMemory(dtype),
    ...memory(wasm, allocator, offset),
  };
  kernels.include(included);
  return kernels as Kernels;
}

function createHeap(): Heap | undefined {
  try {
    return new Heap();
  } catch {
    return undefined;
  }
}
