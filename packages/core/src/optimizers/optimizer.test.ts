import { describe, expect, it } from 'vitest';
import { hasSimd } from '../../test/machine';
import { parameterOf } from '../../test/parameters';
import type { Kernels } from '../kernels/kernels';
import { plainKernels } from '../kernels/reference';
import { trainingKernels } from '../kernels/sets/training';
import { createSimdKernels } from '../kernels/simd';
import { Adam } from './adam';
import { AdamW } from './adamw';
import type { Optimizer } from './optimizer';
import { SGD } from './sgd';

const kernels = plainKernels('float64');
const parameter = (...values: number[]) => parameterOf(kernels, 'weights', values, values);

describe('what an optimizer keeps', () => {
  it('stays where the same parameters come again, also fewer of them', () => {
    const [first, second] = [parameter(1, 2), parameter(3)];
    const optimizer = new Adam();
    optimizer.bind(kernels, [first, second]);
    optimizer.iterations = 7;
    const [momentums] = optimizer.stateOf(first);
    optimizer.bind(kernels, [second, first]);
    optimizer.bind(kernels, [second]);
    expect([optimizer.iterations, optimizer.stateOf(first)[0]]).toEqual([7, momentums]);
    expect(optimizer.stateOf(first)[0]).toBe(momentums);
  });

  it('begins anew where a parameter comes that it does not know', () => {
    const known = parameter(1, 2);
    const optimizer = new Adam();
    optimizer.bind(kernels, [known]);
    optimizer.update(kernels, known, 0, 1);
    optimizer.iterations = 7;
    optimizer.bind(kernels, [known, parameter(3, 4, 5)]);
    expect(optimizer.iterations).toBe(0);
    expect(optimizer.stateOf(known).map((matrix) => [...kernels.readMatrix(matrix)])).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });

  it('is nothing where nothing is to be kept', () => {
    const known = parameter(1);
    const optimizer = new SGD();
    expect(optimizer.stateOf(known)).toEqual([]);
    optimizer.bind(kernels, [known]);
    expect([optimizer.stateOf(known), optimizer.averages]).toEqual([[], undefined]);
  });

  it.runIf(hasSimd).each<[string, () => Optimizer, number]>([
    ['SGD', () => new SGD(), 0],
    ['SGD with momentum', () => new SGD({ momentum: 0.5 }), 2],
    ['Adam', () => new Adam(), 4],
    ['Adam with averages', () => new Adam({ averaging: 0.9 }), 6],
  ])('takes as much memory of the kernels as it has matrices: %s', (_, make, matrices) => {
    const optimizer = make();
    const simd = createSimdKernels(trainingKernels) as Kernels;
    expect(optimizer.pieces).toEqual([]);
    optimizer.bind(
      simd,
      [1, 2].map((value) => parameterOf(simd, 'weights', [value], [value])),
    );
    expect(optimizer.pieces).toHaveLength(matrices);
  });
});

it('the rate falls with the steps taken, and may be changed between two', () => {
  const optimizer = new SGD({ learningRate: 0.5, decay: 0.25 });
  expect([0, 1, 4, 12].map((iterations) => optimizer.learningRateAt(iterations))).toEqual([
    0.5, 0.4, 0.25, 0.125,
  ]);
  optimizer.iterations = 4;
  optimizer.learningRate = 2;
  expect([optimizer.learningRate, optimizer.currentLearningRate]).toEqual([2, 1]);
});

it('AdamW without decay is Adam, to the last bit', () => {
  const values = [0, -0, 1, Number.MIN_VALUE, Infinity, -Infinity];
  const [adam, adamW] = [new Adam(), new AdamW({ weightDecay: 0 })].map((optimizer) => {
    const changed = parameterOf(kernels, 'weights', values, [0, 0, 0.5, 0, 0, 0]);
    optimizer.bind(kernels, [changed]);
    optimizer.update(kernels, changed, 0, 1);
    return [...kernels.readMatrix(changed.matrix)];
  });
  expect(adamW).toEqual(adam);
  expect(adam.slice(4)).toEqual([Infinity, -Infinity]);
});
