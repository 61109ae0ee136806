import type { NormalizationKernels } from '../normalization-kernels';
import { rowAt, strideOf } from './address';
import type { Exports } from './compiled/exports.generated';

/** Normalization over a batch, four channels at a time. */
export function normalization(wasm: Exports): NormalizationKernels {
  return {
    measureChannels(x, means, deviations, start, end) {
      const channels = means.columns;
      const places = x.columns / channels;
      const [to, also] = [rowAt(means, start), rowAt(deviations, start)];
      const measureStride = strideOf(means);
      wasm.measureChannels(
        rowAt(x, start),
        strideOf(x),
        places,
        channels,
        to,
        also,
        measureStride,
        end - start,
      );
    },

    normalizeChannels(x, mean, gain, offset, y, start, end) {
      const channels = mean.columns;
      wasm.normalizeChannels(
        rowAt(x, start),
        strideOf(x),
        x.columns / channels,
        channels,
        rowAt(mean, 0),
        rowAt(gain, 0),
        rowAt(offset, 0),
        rowAt(y, start),
        strideOf(y),
        end - start,
      );
    },

    measureChannelGradients(x, dy, mean, sums, products, start, end) {
      const channels = mean.columns;
      wasm.measureChannelGradients(
        rowAt(x, start),
        strideOf(x),
        rowAt(dy, start),
        strideOf(dy),
        x.columns / channels,
        channels,
        rowAt(mean, 0),
        rowAt(sums, start),
        rowAt(products, start),
        strideOf(sums),
        end - start,
      );
    },

    normalizeChannelGradients(x, dy, mean, gain, slope, shift, dx, start, end) {
      const channels = mean.columns;
      wasm.normalizeChannelGradients(
        rowAt(x, start),
        strideOf(x),
        rowAt(dy, start),
        strideOf(dy),
        x.columns / channels,
        channels,
        rowAt(mean, 0),
        rowAt(gain, 0),
        rowAt(slope, 0),
        rowAt(shift, 0),
        rowAt(dx, start),
        strideOf(dx),
        end - start,
      );
    },

    scaleChannels(x, factors, y, start, end) {
      const channels = factors.columns;
      wasm.scaleChannels(
        rowAt(x, start),
        strideOf(x),
        x.columns / channels,
        channels,
        rowAt(factors, start),
        strideOf(factors),
        rowAt(y, start),
        strideOf(y),
        end - start,
      );
    },
  };
}
