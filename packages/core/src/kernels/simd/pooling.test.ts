import fc from 'fast-check';
import { describe, it } from 'vitest';
import { empty, expectSameBits, matrix, numbers, range, seeds } from '../../../test/kernel-trials';
import { hasSimd } from '../../../test/machine';
import { slide } from '../../layers/image';

const size = fc.integer({ min: 1, max: 12 });
const windowSize = fc.integer({ min: 1, max: 5 });

const poolings = fc
  .record({
    height: size,
    width: size,
    channels: fc.constantFrom(1, 3, 4, 5, 8, 12, 16, 50),
    window: fc.record({
      height: windowSize,
      width: windowSize,
      stride: fc.integer({ min: 1, max: 3 }),
      padding: fc.constantFrom('same' as const, 'valid' as const),
    }),
    batch: fc.integer({ min: 1, max: 4 }),
    seed: seeds,
  })
  .map(({ height, width, channels, window, batch, seed }) => {
    const grow = window.padding === 'valid' ? 1 : 0;
    const image = { height: height + grow * window.height, width: width + grow * window.width, channels };
    const pooling = slide('MaxPool2D', image, window, channels);
    const inputs = image.height * image.width * channels;
    const outputs = pooling.output.height * pooling.output.width * channels;
    return { pooling, batch, inputs, outputs, seed, rows: range(batch, seed) };
  });

describe.runIf(hasSimd)(
  'SIMD pooling gives the bits of the reference, on any image, window and range of rows',
  () => {
    it('the largest, NaN where one is, and its gradients', () => {
      fc.assert(
        fc.property(poolings, fc.boolean(), ({ pooling, batch, inputs, outputs, seed, rows }, special) => {
          expectSameBits((kernels) => {
            const x = matrix(kernels, batch, inputs, numbers(seed, batch * inputs, special));
            const y = empty(kernels, batch, outputs);
            kernels.maxPool(x, y, pooling, rows.start, rows.end);
            const dy = matrix(kernels, batch, outputs, numbers(seed + 1, batch * outputs));
            const dx = empty(kernels, batch, inputs);
            kernels.maxPoolGradients(x, y, dy, dx, pooling, rows.start, rows.end);
            return [...kernels.readMatrix(y), ...kernels.readMatrix(dx)];
          });
        }),
        { numRuns: 200 },
      );
    });

    it('the average and its gradients', () => {
      fc.assert(
        fc.property(poolings, fc.boolean(), ({ pooling, batch, inputs, outputs, seed, rows }, special) => {
          expectSameBits((kernels) => {
            const x = matrix(kernels, batch, inputs, numbers(seed, batch * inputs, special));
            const y = empty(kernels, batch, outputs);
            kernels.averagePool(x, y, pooling, rows.start, rows.end);
            const dy = matrix(kernels, batch, outputs, numbers(seed + 1, batch * outputs, special));
            const dx = empty(kernels, batch, inputs);
            kernels.averagePoolGradients(dy, dx, pooling, rows.start, rows.end);
            return [...kernels.readMatrix(y), ...kernels.readMatrix(dx)];
          });
        }),
        { numRuns: 200 },
      );
    });
  },
);
