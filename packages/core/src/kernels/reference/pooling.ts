import type { PoolingKernels } from '../pooling-kernels';
import type { SlidingWindow } from '../sliding-window';
import type { Rounding } from './rounding';

/** Pooling, channel by channel. */
export function pooling(round: Rounding): PoolingKernels {
  return {
    maxPool(x, y, window, start, end) {
      for (let row = start; row < end; row++) {
        forEachWindow(window, (target, sources) => {
          let largest = -Infinity;
          for (const source of sources) largest = Math.max(largest, x.values[row * x.stride + source]);
          y.values[row * y.stride + target] = largest;
        });
      }
    },

    maxPoolGradients(x, y, dy, dx, window, start, end) {
      for (let row = start; row < end; row++) {
        dx.values.fill(0, row * dx.stride, row * dx.stride + dx.columns);
        forEachWindow(window, (target, sources) => {
          const largest = y.values[row * y.stride + target];
          const first = sources.find((source) => x.values[row * x.stride + source] === largest);
          if (first !== undefined) dx.values[row * dx.stride + first] += dy.values[row * dy.stride + target];
        });
      }
    },

    averagePool(x, y, window, start, end) {
      for (let row = start; row < end; row++) {
        forEachWindow(window, (target, sources) => {
          let sum = 0;
          for (const source of sources) sum = round(sum + x.values[row * x.stride + source]);
          y.values[row * y.stride + target] = sum / sources.length;
        });
      }
    },

    averagePoolGradients(dy, dx, window, start, end) {
      for (let row = start; row < end; row++) {
        dx.values.fill(0, row * dx.stride, row * dx.stride + dx.columns);
        forEachWindow(window, (target, sources) => {
          const share = round(dy.values[row * dy.stride + target] / sources.length);
          for (const source of sources) dx.values[row * dx.stride + source] += share;
        });
      }
    },
  };
}

/** Every number of the output, by its place in the sample, with the places of those of the input its window sees. */
function forEachWindow(window: SlidingWindow, visit: (target: number, sources: number[]) => void): void {
  const { input, output, height, width, stride, paddingTop, paddingLeft } = window;
  const { channels } = input;
  for (let pixel = 0; pixel < output.height * output.width; pixel++) {
    const top = Math.floor(pixel / output.width) * stride - paddingTop;
    const left = (pixel % output.width) * stride - paddingLeft;
    for (let channel = 0; channel < channels; channel++) {
      const sources: number[] = [];
      for (let i = Math.max(0, -top); i < height && top + i < input.height; i++) {
        for (let j = Math.max(0, -left); j < width && left + j < input.width; j++) {
          sources.push(((top + i) * input.width + left + j) * channels + channel);
        }
      }
      visit(pixel * channels + channel, sources);
    }
  }
}
