import { describe, expect, it } from 'vitest';
import { parameterOf } from '../../test/parameters';
import { plainKernels } from '../kernels/reference';
import { WeightAverages } from './weight-averages';

const kernels = plainKernels('float64');

/** Averages of two parameters that have begun at 1, 2 and 3, after a step that added 8 to each. */
function afterOneStep() {
  const parameters = [
    parameterOf(kernels, 'weights', [1, 2], [0, 0]),
    parameterOf(kernels, 'biases', [3], [0]),
  ];
  const averages = new WeightAverages(0.75, kernels, parameters);
  const put = (...numbers: number[]) => {
    kernels.writeMatrix(parameters[0].matrix, Float64Array.from(numbers.slice(0, 2)));
    kernels.writeMatrix(parameters[1].matrix, Float64Array.from(numbers.slice(2)));
  };
  const numbers = () => parameters.flatMap(({ matrix }) => [...kernels.readMatrix(matrix)]);
  averages.begin();
  put(9, 10, 11);
  // So many steps before it that the share which is kept no longer grows.
  for (const parameter of parameters) averages.update(kernels, parameter, 1000, 0, 1);
  return { averages, put, numbers };
}

describe('averages', () => {
  it('are shown and hidden again, and say whether that changed anything', () => {
    const { averages, numbers } = afterOneStep();
    expect([averages.hide(), numbers()]).toEqual([false, [9, 10, 11]]);
    expect([averages.show(), numbers(), averages.name]).toEqual([true, [3, 4, 5], 'raw']);
    expect([averages.show(), numbers()]).toEqual([false, [3, 4, 5]]);
    expect([averages.hide(), numbers(), averages.name]).toEqual([true, [9, 10, 11], 'averages']);
  });

  it('that have not begun are not shown', () => {
    const parameter = parameterOf(kernels, 'weights', [1], [0]);
    const averages = new WeightAverages(0.75, kernels, [parameter]);
    expect([averages.show(), averages.hide(), averages.name]).toEqual([false, false, undefined]);
    expect([...kernels.readMatrix(parameter.matrix)]).toEqual([1]);
  });

  it('begin once', () => {
    const { averages, numbers } = afterOneStep();
    averages.begin();
    averages.show();
    expect(numbers()).toEqual([3, 4, 5]);
  });

  it('are not taken for replaced where a step changes the parameters', () => {
    const { averages, put, numbers } = afterOneStep();
    averages.show();
    averages.hide();
    put(17, 18, 19);
    averages.heedReplaced();
    averages.show();
    expect(numbers()).toEqual([3, 4, 5]);
  });

  it.each([
    ['one number of many', [3, 40, 5]],
    ['the last parameter', [3, 4, 50]],
    ['all of them', [30, 40, 50]],
  ])('give way where %s was replaced while they were shown', (_, replaced) => {
    const { averages, put, numbers } = afterOneStep();
    averages.show();
    put(...replaced);
    averages.heedReplaced();
    averages.hide();
    expect(numbers()).toEqual(replaced);
  });

  it('shown and left as they are give the raw parameters back, to the last bit', () => {
    const { averages, put, numbers } = afterOneStep();
    put(-0, 0, Number.NaN);
    averages.show();
    averages.heedReplaced();
    averages.hide();
    expect(numbers()).toEqual([-0, 0, Number.NaN]);
  });
});
