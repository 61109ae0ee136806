import type { PoolingKernels } from '../pooling-kernels';
import type { SlidingWindow } from '../sliding-window';
import { rowAt, strideOf } from './address';
import type { Exports } from './compiled/exports.generated';

/** Pooling, four channels at a time. */
export function pooling(wasm: Exports): PoolingKernels {
  return {
    maxPool(x, y, window, start, end) {
      const [from, to] = [rowAt(x, start), rowAt(y, start)];
      wasm.maxPool(from, strideOf(x), to, strideOf(y), end - start, ...sizesOf(window));
    },

    maxPoolGradients(x, y, dy, dx, window, start, end) {
      wasm.maxPoolGradients(
        rowAt(x, start),
        strideOf(x),
        rowAt(y, start),
        strideOf(y),
        rowAt(dy, start),
        strideOf(dy),
        rowAt(dx, start),
        strideOf(dx),
        end - start,
        ...sizesOf(window),
      );
    },

    averagePool(x, y, window, start, end) {
      const [from, to] = [rowAt(x, start), rowAt(y, start)];
      wasm.averagePool(from, strideOf(x), to, strideOf(y), end - start, ...sizesOf(window));
    },

    averagePoolGradients(dy, dx, window, start, end) {
      const [from, to] = [rowAt(dy, start), rowAt(dx, start)];
      wasm.averagePoolGradients(from, strideOf(dy), to, strideOf(dx), end - start, ...sizesOf(window));
    },
  };
}

function sizesOf({ input, output, height, width, stride, paddingTop, paddingLeft }: SlidingWindow) {
  return [
    input.height,
    input.width,
    input.channels,
    output.height,
    output.width,
    height,
    width,
    stride,
    paddingTop,
    paddingLeft,
  ] as const;
}
