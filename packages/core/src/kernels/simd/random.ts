import type { RandomKernels } from '../random-kernels';
import { rowAt, strideOf } from './address';
import type { Exports } from './compiled/exports.generated';

/** What is drawn at random, by counter. */
export function random(wasm: Exports): RandomKernels {
  return {
    dropoutMask(mask, { low, high }, first, rate, start, end) {
      const { columns } = mask;
      wasm.dropoutMask(
        rowAt(mask, start),
        strideOf(mask),
        columns,
        low,
        high,
        first + start * columns,
        rate * 2 ** 32,
        1 / (1 - rate),
        end - start,
      );
    },

    permute(order, { low, high }) {
      wasm.permute(order.byteOffset, order.length, low, high);
    },
  };
}
