import {
  Adagrad,
  Adam,
  AveragePool2D,
  BatchNorm,
  Conv2D,
  Dense,
  Dropout,
  Dropout2D,
  type Layer,
  LeakyReLU,
  MaxPool2D,
  Model,
  type Optimizer,
  Rescale,
  Residual,
  RMSprop,
  SGD,
} from '@fmnist/core';
import { describe, expect, it } from 'vitest';

const penalties = ['weightRegularizerL1', 'weightRegularizerL2', 'biasRegularizerL1', 'biasRegularizerL2'];

describe('an option of a layer that is out of range is refused by name:', () => {
  const negative = (name: string) => [{ [name]: -1 }, `${name} must be a number ≥ 0, got -1`] as const;
  const wrongWeights = [
    ...penalties.map(negative),
    [{ initializer: 'zeros' }, 'initializer must be one of original, he, glorot, got "zeros"'],
  ] as const;
  // As from a program that is not checked by TypeScript.
  const unchecked = (options: object): object => JSON.parse(JSON.stringify(options));
  const wrongWindows = [
    [{ poolSize: [0, 1] }, 'the height of the window must be a whole number > 0, got 0'],
    [{ poolSize: [1, 0] }, 'the width of the window must be a whole number > 0, got 0'],
    [{ poolSize: 1.5 }, 'the height of the window must be a whole number > 0, got 1.5'],
    [{ stride: 0 }, 'stride must be a whole number > 0, got 0'],
    [{ padding: 'full' }, 'padding must be one of valid, same, got "full"'],
  ] as const;
  const ofKernel = (options: object) => JSON.parse(JSON.stringify(options).replace('poolSize', 'kernelSize'));

  it.each<[() => Layer, string]>([
    [() => new Dense(0, 1), 'Dense: the number of inputs must be a whole number > 0, got 0'],
    [() => new Dense(1, 0.5), 'Dense: the number of outputs must be a whole number > 0, got 0.5'],
    ...wrongWeights.map(([options, sentence]): [() => Layer, string] => [
      () => new Dense(1, 1, unchecked(options)),
      `Dense: ${sentence}`,
    ]),
    [() => new Conv2D(0, 1), 'Conv2D: the number of inputs must be a whole number > 0, got 0'],
    [() => new Conv2D(1, 0), 'Conv2D: the number of outputs must be a whole number > 0, got 0'],
    [() => new Conv2D(1, 1, { groups: 0 }), 'Conv2D: groups must be a whole number > 0, got 0'],
    [() => new Conv2D(3, 4, { groups: 2 }), 'Conv2D: 2 groups do not divide 3 inputs and 4 outputs evenly'],
    [() => new Conv2D(4, 3, { groups: 2 }), 'Conv2D: 2 groups do not divide 4 inputs and 3 outputs evenly'],
    ...wrongWeights.map(([options, sentence]): [() => Layer, string] => [
      () => new Conv2D(1, 1, unchecked(options)),
      `Conv2D: ${sentence}`,
    ]),
    ...wrongWindows.flatMap(([options, sentence]): [() => Layer, string][] => [
      [() => new Conv2D(1, 1, ofKernel(options)), `Conv2D: ${sentence}`],
      [() => new MaxPool2D(unchecked(options)), `MaxPool2D: ${sentence}`],
      [() => new AveragePool2D(unchecked(options)), `AveragePool2D: ${sentence}`],
    ]),
    [() => new BatchNorm({ momentum: 1 }), 'BatchNorm: momentum must be a number from 0 up to'],
    [() => new BatchNorm({ epsilon: 0 }), 'BatchNorm: epsilon must be a number > 0, got 0'],
    [() => new Dropout(1), 'Dropout: rate must be a number from 0 up to'],
    [() => new Dropout2D(-0.1), 'Dropout2D: rate must be a number from 0 up to'],
    [() => new LeakyReLU(-1), 'LeakyReLU: slope must be a number ≥ 0, got -1'],
    [() => new Rescale(Number.NaN), 'Rescale: scale must be a finite number, got NaN'],
    [() => new Rescale(1, Infinity), 'Rescale: offset must be a finite number, got Infinity'],
    [() => new Residual([]), 'Residual: give it at least one layer'],
  ])('%#', (make, sentence) => {
    expect(make).toThrow(sentence);
  });

  it('Dense takes rows of its size, and says what to do with images', () => {
    const finalized = (inputShape: readonly number[]) => {
      const model = new Model({ inputShape });
      model.add(new Dense(4, 2));
      model.finalize();
    };
    expect(() => finalized([5])).toThrow('Dense 1 expects 4 inputs, got 5: the model’s input gives 5');
    expect(() => finalized([2, 2])).toThrow(
      'Dense 1 expects a row of 4 inputs, got the shape [2, 2]: put a Flatten before it',
    );
  });
});

describe('an option of an optimizer that is out of range is refused by name:', () => {
  it.each<[() => Optimizer, string]>([
    [() => new SGD({ learningRate: 0 }), 'Optimizer: learningRate must be a number > 0, got 0'],
    [() => new SGD({ decay: -1 }), 'Optimizer: decay must be a number ≥ 0, got -1'],
    [() => new SGD({ clipNorm: 0 }), 'Optimizer: clipNorm must be a number > 0, got 0'],
    [() => new SGD({ averaging: 1 }), 'Optimizer: averaging must be a number from 0 up to'],
    [() => new SGD({ momentum: 1 }), 'SGD: momentum must be a number from 0 up to'],
    [() => new SGD({ nesterov: true }), 'SGD: nesterov looks ahead along the momentum: give a momentum > 0'],
    [() => new Adagrad({ epsilon: 0 }), 'Adagrad: epsilon must be a number > 0, got 0'],
    [() => new RMSprop({ epsilon: 0 }), 'RMSprop: epsilon must be a number > 0, got 0'],
    [() => new RMSprop({ rho: 1 }), 'RMSprop: rho must be a number from 0 up to'],
    [() => new Adam({ epsilon: 0 }), 'Adam: epsilon must be a number > 0, got 0'],
    [() => new Adam({ beta1: 1 }), 'Adam: beta1 must be a number from 0 up to'],
    [() => new Adam({ beta2: 1 }), 'Adam: beta2 must be a number from 0 up to'],
  ])('%#', (make, sentence) => {
    expect(make).toThrow(sentence);
  });

  it('a rate that is changed later, too', () => {
    const optimizer = new SGD();
    expect(() => {
      optimizer.learningRate = Number.NaN;
    }).toThrow('Optimizer: learningRate must be a number > 0, got NaN');
  });
});
