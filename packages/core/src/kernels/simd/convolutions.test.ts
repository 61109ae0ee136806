import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  empty,
  expectCloseResults,
  expectSameBits,
  matrix,
  numbers,
  range,
  seeds,
  simd,
} from '../../../test/kernel-trials';
import { hasSimd } from '../../../test/machine';
import { slide } from '../../layers/image';
import type { Kernels, Matrix } from '../kernels';
import type { Convolution } from '../sliding-window';

const size = fc.integer({ min: 1, max: 12 });
const some = fc.constantFrom(1, 2, 3, 4, 5, 8, 12, 16, 50);

/** Inputs and outputs that groups divide: one group, two or three, or a channel a group, with one output or two. */
const channels = fc.oneof(
  fc.tuple(some, some, fc.constant(1)),
  fc.tuple(some, some, fc.constantFrom(2, 3)).map(([i, o, groups]) => [i * groups, o * groups, groups]),
  fc.tuple(some, fc.constantFrom(1, 2)).map(([inputs, times]) => [inputs, inputs * times, inputs]),
);

const convolutions = fc
  .record({
    height: size,
    width: size,
    channels,
    window: fc.record({
      height: fc.integer({ min: 1, max: 5 }),
      width: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.constantFrom(7, 9)),
      stride: fc.integer({ min: 1, max: 3 }),
      padding: fc.constantFrom('same' as const, 'valid' as const),
    }),
    batch: fc.integer({ min: 1, max: 3 }),
    seed: seeds,
  })
  .map(({ height, width, channels: [inputs, outputs, groups], window, batch, seed }) => {
    const grow = window.padding === 'valid' ? 1 : 0;
    const image = {
      height: height + grow * window.height,
      width: width + grow * window.width,
      channels: inputs,
    };
    const convolution: Convolution = { ...slide('Conv2D', image, window, outputs), groups };
    return { convolution, batch, seed };
  });

interface Case {
  readonly convolution: Convolution;
  readonly batch: number;
  readonly seed: number;
}

/** What the kernels work on, and scratch memory of three rows: the second is used. */
function prepare(kernels: Kernels, { convolution, batch, seed }: Case) {
  const { input, output, height, width, groups } = convolution;
  const inputs = input.height * input.width * input.channels;
  const outputs = output.height * output.width * output.channels;
  const weightRows = (input.channels / groups) * height * width;
  const turnedRows = (output.channels / groups) * height * width;
  return {
    x: matrix(kernels, batch, inputs, numbers(seed, batch * inputs)),
    dy: matrix(kernels, batch, outputs, numbers(seed + 1, batch * outputs)),
    w: matrix(kernels, weightRows, output.channels, numbers(seed + 2, weightRows * output.channels)),
    b: matrix(kernels, 1, output.channels, numbers(seed + 3, output.channels)),
    y: empty(kernels, batch, outputs),
    dx: empty(kernels, batch, inputs),
    turned: empty(kernels, turnedRows, input.channels),
    sums: matrix(
      kernels,
      3 * weightRows,
      output.channels,
      numbers(seed + 4, 3 * weightRows * output.channels).map((number) => number + 0),
    ),
    weightRows,
    scratch: kernels.createMatrix(3, kernels.convolutionScratch(convolution)),
    rows: range(batch, seed),
  };
}

const forward = (given: Case, withBias: boolean) => (kernels: Kernels) => {
  const { x, w, b, y, scratch, rows } = prepare(kernels, given);
  kernels.convolve(x, w, withBias ? b : undefined, y, given.convolution, scratch, 1, rows.start, rows.end);
  return kernels.readMatrix(y);
};

const inputGradients = (given: Case) => (kernels: Kernels) => {
  const { dy, w, turned, dx, weightRows, scratch, rows } = prepare(kernels, given);
  const { start } = range(weightRows, given.seed);
  kernels.turnWeights(w, turned, given.convolution, 0, start);
  kernels.turnWeights(w, turned, given.convolution, start, weightRows);
  kernels.convolutionInputGradients(dy, turned, dx, given.convolution, scratch, 1, rows.start, rows.end);
  return [...kernels.readMatrix(turned), ...kernels.readMatrix(dx)];
};

const weightGradients = (given: Case) => (kernels: Kernels) => {
  const { x, dy, sums, weightRows, scratch, rows } = prepare(kernels, given);
  kernels.addConvolutionWeightGradients(
    x,
    dy,
    sums,
    weightRows,
    given.convolution,
    scratch,
    1,
    rows.start,
    rows.end,
  );
  return kernels.readMatrix(sums);
};

describe.runIf(hasSimd)(
  'SIMD convolutions give the bits of the reference, on any image, window, groups and range of rows',
  () => {
    it('forward, with a bias and without', () => {
      fc.assert(
        fc.property(convolutions, fc.boolean(), (given, withBias) =>
          expectSameBits(forward(given, withBias)),
        ),
        { numRuns: 150 },
      );
    });

    it('input gradients with turned weights', () => {
      fc.assert(
        fc.property(convolutions, (given) => expectSameBits(inputGradients(given))),
        { numRuns: 150 },
      );
    });

    it('weight gradients, added to what is there, and nothing else is written', () => {
      fc.assert(
        fc.property(convolutions, (given) => expectSameBits(weightGradients(given))),
        { numRuns: 150 },
      );
    });

    it('one after the other in the same scratch memory', () => {
      fc.assert(
        fc.property(convolutions, (given) => {
          expectSameBits((kernels) => {
            const { convolution } = given;
            const { x, dy, w, b, y, dx, turned, sums, weightRows, scratch } = prepare(kernels, given);
            kernels.turnWeights(w, turned, convolution, 0, weightRows);
            const results: Matrix[] = [];
            for (let row = 0; row < given.batch; row++) {
              kernels.convolve(x, w, b, y, convolution, scratch, 1, row, row + 1);
              kernels.addConvolutionWeightGradients(x, dy, sums, 0, convolution, scratch, 1, row, row + 1);
              kernels.convolutionInputGradients(dy, turned, dx, convolution, scratch, 1, row, row + 1);
              results.push(y, sums, dx);
            }
            return results.flatMap((result) => [...kernels.readMatrix(result)]);
          });
        }),
        { numRuns: 50 },
      );
    });

    it('in no more scratch memory than they ask for', () => {
      fc.assert(
        fc.property(convolutions, (given) => {
          const { made, pieces } = simd.trace(() => {
            const { convolution } = given;
            const { x, dy, w, b, y, dx, turned, sums, weightRows, scratch } = prepare(simd, given);
            const others = [0, 2].map((row) =>
              scratch.values.subarray(row * scratch.stride).subarray(0, scratch.stride),
            );
            for (const other of others) other.fill(1);
            simd.turnWeights(w, turned, convolution, 0, weightRows);
            simd.convolve(x, w, b, y, convolution, scratch, 1, 0, given.batch);
            simd.convolutionInputGradients(dy, turned, dx, convolution, scratch, 1, 0, given.batch);
            simd.addConvolutionWeightGradients(x, dy, sums, 0, convolution, scratch, 1, 0, given.batch);
            return others.every((other) => other.every((number) => number === 1));
          });
          simd.release(pieces);
          expect(made).toBe(true);
        }),
        { numRuns: 200 },
      );
    });

    it('images as large as those of Fashion-MNIST', () => {
      const window = { height: 3, width: 3, stride: 1, padding: 'same' } as const;
      const image = { height: 28, width: 28, channels: 16 };
      const given = { convolution: { ...slide('Conv2D', image, window, 16), groups: 1 }, batch: 2, seed: 5 };
      expectSameBits(forward(given, true));
      expectSameBits(inputGradients(given));
      expectSameBits(weightGradients(given));
    });

    it('bias gradients and sums over blocks', () => {
      fc.assert(
        fc.property(convolutions, (given) => {
          expectSameBits((kernels) => {
            const { dy, b, sums, w, weightRows, rows } = prepare(kernels, given);
            const biasSums = matrix(kernels, 2, b.columns, numbers(given.seed, 2 * b.columns));
            kernels.addConvolutionBiasGradients(dy, biasSums, 1, rows.start, rows.end);
            const some = range(weightRows, given.seed);
            kernels.sumBlocks(sums, 3, w, some.start, some.end);
            return [...kernels.readMatrix(biasSums), ...kernels.readMatrix(w)];
          });
        }),
      );
    });
  },
);

describe.runIf(hasSimd)('fast convolutions', () => {
  it('are close to exact ones, and not the same where the machine can fuse operations', () => {
    for (const groups of [1, 16]) {
      const window = { height: 3, width: 3, stride: 1, padding: 'same' } as const;
      const image = { height: 14, width: 14, channels: 16 };
      const given = { convolution: { ...slide('Conv2D', image, window, 16), groups }, batch: 2, seed: 5 };
      for (const trial of [forward(given, true), inputGradients(given), weightGradients(given)]) {
        const { exactly, quickly } = expectCloseResults(trial);
        expect(quickly).not.toEqual(exactly);
      }
    }
  });
});
