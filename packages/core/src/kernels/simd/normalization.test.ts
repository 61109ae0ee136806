import fc from 'fast-check';
import { describe, it } from 'vitest';
import { empty, expectSameBits, matrix, numbers, range, seeds } from '../../../test/kernel-trials';
import { hasSimd } from '../../../test/machine';

const batches = fc.record({
  batch: fc.integer({ min: 1, max: 6 }),
  places: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 50 })),
  channels: fc.constantFrom(1, 3, 4, 5, 8, 12, 16, 50),
  special: fc.boolean(),
  seed: seeds,
});

describe.runIf(hasSimd)(
  'SIMD normalization gives the bits of the reference, on any shape and range of rows',
  () => {
    it('measures and normalized numbers', () => {
      fc.assert(
        fc.property(batches, ({ batch, places, channels, special, seed }) => {
          const { start, end } = range(batch, seed);
          const columns = places * channels;
          expectSameBits((kernels) => {
            const x = matrix(kernels, batch, columns, numbers(seed, batch * columns, special));
            const [means, deviations] = [1, 2].map(() => empty(kernels, batch, channels));
            kernels.measureChannels(x, means, deviations, start, end);
            const [mean, gain, offset] = [1, 2, 3].map((n) =>
              matrix(kernels, 1, channels, numbers(seed + n, channels)),
            );
            const y = empty(kernels, batch, columns);
            kernels.normalizeChannels(x, mean, gain, offset, y, start, end);
            return [means, deviations, y].flatMap((each) => [...kernels.readMatrix(each)]);
          });
        }),
      );
    });

    it('measures of gradients and normalized gradients', () => {
      fc.assert(
        fc.property(batches, ({ batch, places, channels, special, seed }) => {
          const { start, end } = range(batch, seed);
          const columns = places * channels;
          expectSameBits((kernels) => {
            const x = matrix(kernels, batch, columns, numbers(seed, batch * columns, special));
            const dy = matrix(kernels, batch, columns, numbers(seed + 1, batch * columns, special));
            const [mean, gain, slope, shift] = [2, 3, 4, 5].map((n) =>
              matrix(kernels, 1, channels, numbers(seed + n, channels)),
            );
            const [sums, products] = [1, 2].map(() => empty(kernels, batch, channels));
            kernels.measureChannelGradients(x, dy, mean, sums, products, start, end);
            const dx = empty(kernels, batch, columns);
            kernels.normalizeChannelGradients(x, dy, mean, gain, slope, shift, dx, start, end);
            return [sums, products, dx].flatMap((each) => [...kernels.readMatrix(each)]);
          });
        }),
      );
    });

    it('channels scaled row by row', () => {
      fc.assert(
        fc.property(batches, ({ batch, places, channels, special, seed }) => {
          const { start, end } = range(batch, seed);
          const columns = places * channels;
          expectSameBits((kernels) => {
            const x = matrix(kernels, batch, columns, numbers(seed, batch * columns, special));
            const factors = matrix(kernels, batch, channels, numbers(seed + 1, batch * channels));
            const y = empty(kernels, batch, columns);
            kernels.scaleChannels(x, factors, y, start, end);
            return kernels.readMatrix(y);
          });
        }),
      );
    });
  },
);
