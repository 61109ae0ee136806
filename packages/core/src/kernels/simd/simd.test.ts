import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  empty,
  expectCloseResults,
  expectSameBits,
  matrix,
  numbers,
  range,
  reference,
  seeds,
  simd,
  type Trial,
} from '../../../test/kernel-trials';
import { hasSimd } from '../../../test/machine';
import { UserError } from '../../errors';
import { RandomStream } from '../../random/random-stream';
import type { Kernels, Matrix } from '../kernels';
import { createSimdKernels } from '.';

const size = fc.integer({ min: 1, max: 40 });
const shapes = fc.record({
  rows: size,
  columns: fc.oneof(size, fc.constantFrom(128, 130, 260)),
  seed: seeds,
});

describe.runIf(hasSimd)('SIMD kernels give the bits of the reference, on any shape and range of rows', () => {
  const elementwise: [string, (k: Kernels, a: Matrix, b: Matrix, y: Matrix, s: number, e: number) => void][] =
    [
      ['rescale', (k, a, _, y, s, e) => k.rescale(a, 0.3, -0.7, y, s, e)],
      ['relu', (k, a, _, y, s, e) => k.relu(a, y, s, e)],
      ['reluGradients', (k, a, b, y, s, e) => k.reluGradients(a, b, y, s, e)],
      ['leakyRelu', (k, a, _, y, s, e) => k.leakyRelu(a, 0.01, y, s, e)],
      ['leakyReluGradients', (k, a, b, y, s, e) => k.leakyReluGradients(a, 0.01, b, y, s, e)],
      ['sigmoid', (k, a, _, y, s, e) => k.sigmoid(a, y, s, e)],
      ['sigmoidGradients', (k, a, b, y, s, e) => k.sigmoidGradients(a, b, y, s, e)],
      ['tanh', (k, a, _, y, s, e) => k.tanh(a, y, s, e)],
      ['tanhGradients', (k, a, b, y, s, e) => k.tanhGradients(a, b, y, s, e)],
      ['softmax', (k, a, _, y, s, e) => k.softmax(a, y, s, e)],
      ['softmaxGradients', (k, a, b, y, s, e) => k.softmaxGradients(a, b, y, s, e)],
      ['multiply', (k, a, b, y, s, e) => k.multiply(a, b, y, s, e)],
      ['add', (k, a, b, y, s, e) => k.add(a, b, y, s, e)],
      ['copy', (k, a, _, y, s, e) => k.copy(a, y, s, e)],
    ];

  it.each(elementwise)('%s', (_, kernel) => {
    fc.assert(
      fc.property(shapes, ({ rows, columns, seed }) => {
        const { start, end } = range(rows, seed);
        expectSameBits((kernels) => {
          const a = matrix(kernels, rows, columns, numbers(seed, rows * columns, true));
          const b = matrix(kernels, rows, columns, numbers(seed + 1, rows * columns, true));
          const y = empty(kernels, rows, columns);
          kernel(kernels, a, b, y, start, end);
          return kernels.readMatrix(y);
        });
      }),
    );
  });

  const products = fc.record({
    batch: fc.oneof(size, fc.constantFrom(128, 131, 300)),
    inputs: fc.oneof(size, fc.constantFrom(129, 784)),
    outputs: fc.oneof(size, fc.constantFrom(50, 128)),
    seed: seeds,
  });

  it('affine, its input gradients, weight gradients and bias gradients', () => {
    fc.assert(
      fc.property(products, fc.boolean(), ({ batch, inputs, outputs, seed }, special) => {
        expectSameBits((kernels) => {
          const x = matrix(kernels, batch, inputs, numbers(seed, batch * inputs, special));
          const w = matrix(kernels, inputs, outputs, numbers(seed + 1, inputs * outputs));
          const b = matrix(kernels, 1, outputs, numbers(seed + 2, outputs));
          const y = empty(kernels, batch, outputs);
          const rows = range(batch, seed);
          kernels.affine(x, w, b, y, rows.start, rows.end);
          const dy = matrix(kernels, batch, outputs, numbers(seed + 3, batch * outputs, special));
          const transposed = kernels.createMatrix(outputs, inputs);
          const some = range(inputs, seed);
          kernels.transpose(w, transposed, 0, some.start);
          kernels.transpose(w, transposed, some.start, inputs);
          const dx = empty(kernels, batch, inputs);
          kernels.affineInputGradients(dy, transposed, dx, rows.start, rows.end);
          const dw = empty(kernels, inputs, outputs);
          kernels.affineWeightGradients(x, dy, rows.end, dw, some.start, some.end);
          const db = empty(kernels, 1, outputs);
          kernels.affineBiasGradients(dy, rows.end, db);
          return [y, dx, dw, db].flatMap((each) => [...kernels.readMatrix(each)]);
        });
      }),
      { numRuns: 60 },
    );
  });

  it('losses of classes, softmax fused with cross-entropy, and matches', () => {
    fc.assert(
      fc.property(shapes, ({ rows, columns, seed }) => {
        const { start, end } = range(rows, seed);
        const random = new RandomStream(seed, 'classes');
        const smoothing = (seed % 3) / 10;
        expectSameBits((kernels) => {
          const p = empty(kernels, rows, columns);
          kernels.softmax(matrix(kernels, rows, columns, numbers(seed, rows * columns)), p, 0, rows);
          const classes = kernels.allocate('int32', rows);
          for (let row = 0; row < rows; row++) classes[row] = Math.floor(random.uniform(row) * columns);
          const losses = kernels.allocate('float64', rows);
          const matches = kernels.allocate('float64', rows);
          const gradients = empty(kernels, rows, columns);
          const fused = empty(kernels, rows, columns);
          kernels.categoricalCrossEntropy(p, classes, smoothing, losses, start, end);
          kernels.categoricalCrossEntropyGradients(p, classes, smoothing, rows, gradients, 0, rows);
          kernels.softmaxCrossEntropyGradients(p, classes, smoothing, rows, fused, start, end);
          kernels.categoricalMatches(p, classes, matches, start, end);
          return [...losses, ...matches, ...kernels.readMatrix(gradients), ...kernels.readMatrix(fused)];
        });
      }),
    );
  });

  it('losses of values, their gradients, and matches', () => {
    fc.assert(
      fc.property(shapes, ({ rows, columns, seed }) => {
        const { start, end } = range(rows, seed);
        expectSameBits((kernels) => {
          const p = empty(kernels, rows, columns);
          kernels.sigmoid(matrix(kernels, rows, columns, numbers(seed, rows * columns)), p, 0, rows);
          const t = matrix(kernels, rows, columns, numbers(seed + 1, rows * columns));
          const pairs = [
            [kernels.binaryCrossEntropy, kernels.binaryCrossEntropyGradients],
            [kernels.meanSquaredError, kernels.meanSquaredErrorGradients],
            [kernels.meanAbsoluteError, kernels.meanAbsoluteErrorGradients],
          ] as const;
          const results = pairs.flatMap(([forward, backward]) => {
            const losses = kernels.allocate('float64', rows);
            const gradients = empty(kernels, rows, columns);
            forward(p, t, losses, start, end);
            backward(p, t, rows, gradients, 0, rows);
            return [...losses, ...kernels.readMatrix(gradients)];
          });
          const binary = kernels.allocate('float64', rows);
          const regression = kernels.allocate('float64', rows);
          kernels.binaryMatches(p, t, binary, start, end);
          kernels.regressionMatches(p, t, 0.3, regression, start, end);
          return [...results, ...binary, ...regression];
        });
      }),
    );
  });

  it('regularization and every optimizer, over several steps', () => {
    const step = { stepSize: 0.01, cacheScale: 1.3, beta1: 0.9, beta2: 0.999, epsilon: 1e-7 };
    fc.assert(
      fc.property(shapes, fc.boolean(), ({ rows, columns, seed }, special) => {
        const { start, end } = range(rows, seed);
        expectSameBits((kernels) =>
          [0, 1, 2, 3, 4, 5, 6, 7, 8].flatMap((optimizer) => {
            const w = matrix(kernels, rows, columns, numbers(seed, rows * columns));
            const [u, v] = [kernels.createMatrix(rows, columns), kernels.createMatrix(rows, columns)];
            for (let turn = 0; turn < 3; turn++) {
              const g = matrix(kernels, rows, columns, numbers(seed + 1 + turn, rows * columns, special));
              if (!special) kernels.addRegularizationGradients(w, g, 0.01, 0.02, start, end);
              if (optimizer === 0) kernels.sgd(w, g, 0.1, start, end);
              if (optimizer === 1) kernels.sgdMomentum(w, g, u, 0.1, 0.9, false, start, end);
              if (optimizer === 2) kernels.sgdMomentum(w, g, u, 0.1, 0.9, true, start, end);
              if (optimizer === 3) kernels.adagrad(w, g, u, 0.1, 1e-7, start, end);
              if (optimizer === 4) kernels.rmsprop(w, g, u, 0.1, 0.9, 1e-7, start, end);
              if (optimizer === 5) kernels.adam(w, g, u, v, step, start, end);
              if (optimizer === 6) kernels.sgd(w, w, 0.1, start, end);
              if (optimizer === 7) kernels.average(u, g, 0.3, start, end);
              if (optimizer === 8) kernels.swap(w, v);
            }
            const penalty = kernels.regularizationLoss(w, 0.3, 0.4);
            const squares = kernels.sumOfSquares(w, start, end);
            return [penalty, squares, ...[w, u, v].flatMap((each) => [...kernels.readMatrix(each)])];
          }),
        );
      }),
      { numRuns: 40 },
    );
  });

  it('dropout masks and permutations, far along a stream too', () => {
    fc.assert(
      fc.property(shapes, fc.nat(2 ** 31), fc.nat(2 ** 40), ({ rows, columns, seed }, key, first) => {
        const { start, end } = range(rows, seed);
        const stream = new RandomStream(key, 'test');
        expectSameBits((kernels) => {
          const mask = empty(kernels, rows, columns);
          kernels.dropoutMask(mask, stream.key, first, (seed % 10) / 10, start, end);
          const order = kernels.allocate('int32', rows * columns);
          kernels.permute(order, stream.key);
          expect([...order]).toEqual([...stream.permutation(rows * columns)]);
          return [...kernels.readMatrix(mask), ...order];
        });
      }),
    );
  });

  it.each([
    ['uint8', (n: number) => Uint8Array.from({ length: n }, (_, i) => i * 7)],
    ['float32', (n: number) => numbers(3, n)],
    ['float64', (n: number) => Float64Array.from(numbers(4, n))],
    ['int32', (n: number) => Int32Array.from({ length: n }, (_, i) => i - 50)],
  ])('gathering samples of %s', (_, make) => {
    fc.assert(
      fc.property(size, fc.oneof(size, fc.constantFrom(784, 5000)), (rows, columns) => {
        expectSameBits((kernels) => {
          const order = Int32Array.from({ length: rows }, (_, row) => (row * 7) % rows);
          const target = empty(kernels, rows, columns);
          kernels.gather(make(rows * columns), order, 0, target, 0, rows);
          return kernels.readMatrix(target);
        });
      }),
      { numRuns: 20 },
    );
  });

  it('whether numbers are finite', () => {
    fc.assert(
      fc.property(
        shapes,
        fc.constantFrom(Number.NaN, Infinity, -Infinity, 3e38),
        ({ rows, columns, seed }, odd) => {
          const values = numbers(seed, rows * columns);
          values[seed % values.length] = odd;
          const { start, end } = range(rows, seed);
          const tried = (kernels: Kernels) =>
            kernels.isFinite(matrix(kernels, rows, columns, values), start, end);
          const { made, pieces } = simd.trace(() => tried(simd));
          simd.release(pieces);
          expect(made).toBe(tried(reference));
        },
      ),
    );
  });
});

describe.runIf(hasSimd)('fast kernels', () => {
  it('are close to exact ones, and not the same where the machine can fuse operations', () => {
    const [batch, inputs, outputs] = [16, 784, 128];
    const trial: Trial = (kernels) => {
      const x = matrix(kernels, batch, inputs, numbers(1, batch * inputs));
      const w = matrix(kernels, inputs, outputs, numbers(2, inputs * outputs));
      const y = empty(kernels, batch, outputs);
      kernels.affine(x, w, kernels.createMatrix(1, outputs), y, 0, batch);
      return kernels.readMatrix(y);
    };
    const { exactly, quickly } = expectCloseResults(trial);
    expect(quickly).not.toEqual(exactly);
  });
});

describe.runIf(hasSimd)('the heap', () => {
  it('gives memory back, cleared, and does not grow where there is room', () => {
    const kernels = createSimdKernels([]) as Kernels;
    const memory = kernels.shared?.memory as WebAssembly.Memory;
    const take = () =>
      kernels.trace(() => [1000, 10, 5000].map((rows) => kernels.createMatrix(rows, 50).values.fill(7)));
    kernels.release(take().pieces);
    const before = memory.buffer.byteLength;
    for (let turn = 0; turn < 10; turn++) kernels.release(take().pieces);
    expect(memory.buffer.byteLength).toBe(before);
    expect(kernels.createMatrix(1000, 50).values.every((value) => value === 0)).toBe(true);
  });

  it('says in a sentence that there is not enough', () => {
    const kernels = createSimdKernels([]) as Kernels;
    expect(() => kernels.createMatrix(100_000, 20_000)).toThrow(UserError);
    expect(() => kernels.createMatrix(100_000, 20_000)).toThrow(
      /need \d+ MB of memory, more than WebAssembly/,
    );
    expect(kernels.createMatrix(2, 2).values.length).toBe(16);
  });
});
