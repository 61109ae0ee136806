import type { TensorData } from '../../tensor/dtype';
import type { MemoryKernels } from '../memory-kernels';
import { rowAt } from './address';
import type { Exports } from './compiled/exports.generated';
import type { Allocator } from './heap';

type Overridden = Pick<MemoryKernels, 'allocate' | 'createMatrix' | 'gather'>;

/** How many bytes of a sample are brought into the memory at once. */
export const STAGING_BYTES = 4096;

/** Arrays in the WebAssembly memory. @param staging where `STAGING_BYTES` are free to use */
export function memory(wasm: Exports, allocator: Allocator, staging: number): Overridden {
  const stagedBytes = new Uint8Array(allocator.memory.buffer, staging, STAGING_BYTES);

  function allocate(dtype: 'float64', length: number): Float64Array;
  function allocate(dtype: 'int32', length: number): Int32Array;
  function allocate(dtype: 'float64' | 'int32', length: number): Float64Array | Int32Array {
    const Numbers = dtype === 'float64' ? Float64Array : Int32Array;
    const { offset } = allocator.allocate(length * Numbers.BYTES_PER_ELEMENT);
    return new Numbers(allocator.memory.buffer, offset, length);
  }

  return {
    allocate,

    createMatrix(rows, columns) {
      const stride = paddedStride(columns);
      const { offset } = allocator.allocate(4 * rows * stride);
      return {
        rows,
        columns,
        stride,
        values: new Float32Array(allocator.memory.buffer, offset, rows * stride),
      };
    },

    gather(source, order, first, target, start, end) {
      const { columns, stride, values } = target;
      for (let row = start; row < end; row++) {
        const from = order[first + row] * columns;
        if (!(source instanceof Uint8Array)) {
          values.set(part(source, from, columns), row * stride);
          continue;
        }
        for (let done = 0; done < columns; done += STAGING_BYTES) {
          const count = Math.min(STAGING_BYTES, columns - done);
          stagedBytes.set(part(source, from + done, count));
          wasm.bytesToFloats(staging, rowAt(target, row) + 4 * done, count);
        }
      }
    },
  };
}

/** `count` numbers from `first` on; all of them without making a view. */
function part(source: TensorData, first: number, count: number): TensorData {
  return count === source.length ? source : source.subarray(first, first + count);
}

/**
 * From one row to the next: a multiple of 8, so that rows end with whole pairs of vectors, and none of 64, at which rows
 * would share places in the processor's cache and drive each other out.
 */
function paddedStride(columns: number): number {
  const stride = 8 * Math.ceil(columns / 8);
  return stride % 64 === 0 ? stride + 8 : stride;
}
