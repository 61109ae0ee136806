import { expect, it } from 'vitest';
import { parameterOf } from '../../test/parameters';
import { plainKernels } from '../kernels/reference';
import { Dense } from '../layers/dense';
import { Model } from '../model/model';
import { AdamW, type AdamWOptions } from './adamw';

const kernels = plainKernels('float64');

/** What two steps make of a parameter. */
function afterTwoSteps(name: string, options: AdamWOptions): number[] {
  const parameter = parameterOf(kernels, name, [2, -3], [0.5, 0]);
  const optimizer = new AdamW(options);
  optimizer.bind(kernels, [parameter]);
  for (let step = 0; step < 2; step++) {
    optimizer.update(kernels, parameter, 0, 1);
    optimizer.iterations++;
  }
  return [...kernels.readMatrix(parameter.matrix)];
}

it('weights shrink by the share η·λ of their own each step, besides the step of Adam', () => {
  // With gradients that stay the same, m̂ = g and ĉ = g², so that each step of Adam is η·g / (|g| + ε).
  const step = (0.1 * 0.5) / (0.5 + 1e-7);
  const first = 2 - 0.1 * 0.05 * 2 - step;
  const [changed, unmoved] = afterTwoSteps('weights', { learningRate: 0.1, weightDecay: 0.05 });
  expect(changed).toBeCloseTo(first - 0.1 * 0.05 * first - step, 12);
  expect(unmoved).toBeCloseTo(-3 * 0.995 ** 2, 12);
});

it('the decay falls with the learning rate', () => {
  const [, unmoved] = afterTwoSteps('weights', { learningRate: 0.1, decay: 1, weightDecay: 0.05 });
  expect(unmoved).toBeCloseTo(-3 * 0.995 * 0.9975, 12);
});

it('other parameters do not decay', () => {
  for (const name of ['biases', 'scale', 'offset']) {
    expect(afterTwoSteps(name, { learningRate: 0.1, weightDecay: 0.05 })).toEqual(
      afterTwoSteps('weights', { learningRate: 0.1, weightDecay: 0 }),
    );
  }
});

it('a model file brings it back with all its options', () => {
  const model = new Model();
  model.add(new Dense(1, 1));
  const optimizer = new AdamW({ learningRate: 0.02, decay: 0.1, beta1: 0.8, weightDecay: 0.3 });
  model.set({ optimizer });
  model.finalize();
  const loaded = Model.load(model.save()).optimizer;
  expect(loaded).toBeInstanceOf(AdamW);
  expect(loaded?.config()).toEqual(optimizer.config());
  expect(optimizer.config()).toMatchObject({ type: 'AdamW', beta1: 0.8, weightDecay: 0.3 });
});

it('takes no decay below 0', () => {
  expect(() => new AdamW({ weightDecay: -0.1 })).toThrow('AdamW: weightDecay must be a number ≥ 0, got -0.1');
  expect(new AdamW().weightDecay).toBe(0.01);
});
