import type { NormalizationKernels } from '../normalization-kernels';
import type { Rounding } from './rounding';

/** Normalization over a batch, channel by channel. */
export function normalization(round: Rounding): NormalizationKernels {
  return {
    measureChannels(x, means, deviations, start, end) {
      const channels = means.columns;
      const places = x.columns / channels;
      for (let row = start; row < end; row++) {
        for (let c = 0; c < channels; c++) {
          let sum = 0;
          for (let i = c; i < x.columns; i += channels) sum = round(sum + x.values[row * x.stride + i]);
          const mean = round(sum / places);
          let squares = 0;
          for (let i = c; i < x.columns; i += channels) {
            const deviation = round(x.values[row * x.stride + i] - mean);
            squares = round(squares + round(deviation * deviation));
          }
          means.values[row * means.stride + c] = mean;
          deviations.values[row * deviations.stride + c] = squares;
        }
      }
    },

    normalizeChannels(x, mean, gain, offset, y, start, end) {
      const channels = mean.columns;
      for (let row = start; row < end; row++) {
        for (let i = 0; i < x.columns; i++) {
          const c = i % channels;
          const deviation = round(x.values[row * x.stride + i] - mean.values[c]);
          y.values[row * y.stride + i] = round(deviation * gain.values[c]) + offset.values[c];
        }
      }
    },

    scaleChannels(x, factors, y, start, end) {
      for (let row = start; row < end; row++) {
        for (let i = 0; i < x.columns; i++) {
          const factor = factors.values[row * factors.stride + (i % factors.columns)];
          y.values[row * y.stride + i] = x.values[row * x.stride + i] * factor;
        }
      }
    },

    measureChannelGradients(x, dy, mean, sums, products, start, end) {
      const channels = mean.columns;
      for (let row = start; row < end; row++) {
        for (let c = 0; c < channels; c++) {
          let sum = 0;
          let product = 0;
          for (let i = c; i < x.columns; i += channels) {
            const gradient = dy.values[row * dy.stride + i];
            const deviation = round(x.values[row * x.stride + i] - mean.values[c]);
            sum = round(sum + gradient);
            product = round(product + round(gradient * deviation));
          }
          sums.values[row * sums.stride + c] = sum;
          products.values[row * products.stride + c] = product;
        }
      }
    },

    normalizeChannelGradients(x, dy, mean, gain, slope, shift, dx, start, end) {
      const channels = mean.columns;
      for (let row = start; row < end; row++) {
        for (let i = 0; i < x.columns; i++) {
          const c = i % channels;
          const deviation = round(x.values[row * x.stride + i] - mean.values[c]);
          const rest = round(round(deviation * slope.values[c]) + shift.values[c]);
          dx.values[row * dx.stride + i] = round(dy.values[row * dy.stride + i] * gain.values[c]) + rest;
        }
      }
    },
  };
}
