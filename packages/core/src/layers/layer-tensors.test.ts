import { describe, expect, it } from 'vitest';
import { UserError } from '../errors';
import { readSafetensors } from '../formats/safetensors';
import { MeanSquaredError } from '../losses/mean-squared-error';
import { Model } from '../model/model';
import { Adagrad } from '../optimizers/adagrad';
import { Tensor } from '../tensor/tensor';
import { BatchNorm } from './batch-norm';
import { Conv2D } from './conv-2d';
import { Dense } from './dense';
import { Flatten } from './flatten';
import type { Layer } from './layer';
import { MaxPool2D } from './max-pool-2d';
import { ReLU } from './relu';

const weights = () =>
  Tensor.from([
    [1, 2, 3],
    [4, 5, 6],
  ]);
const biases = () => Tensor.from([7, 8, 9]);

function finalized(layer: Layer, inputShape: readonly number[]): Model {
  const model = new Model({ inputShape });
  model.add(layer);
  model.finalize();
  return model;
}

describe('parameters that are set', () => {
  it('before the model is finalized are kept, and are what it begins with', () => {
    const layer = new Dense(2, 3);
    layer.setParameters(weights(), biases());
    expect(layer.getParameters().map((tensor) => tensor.toArray())).toEqual([weights().toArray(), [7, 8, 9]]);
    const model = finalized(layer, [2]);
    expect(layer.getParameters().weights.toArray()).toEqual(weights().toArray());
    expect([...model.predictSample(Float32Array.of(1, 1))]).toEqual([12, 15, 18]);
  });

  it('are copies, before as after', () => {
    const layer = new Dense(2, 3);
    for (const prepare of [() => {}, () => finalized(layer, [2])]) {
      prepare();
      const given = [weights(), biases()] as const;
      layer.setParameters(...given);
      given[0].data[0] = 100;
      given[1].data[0] = 100;
      expect(layer.getParameters().weights.data[0]).toBe(1);
      expect(layer.getParameters().biases.data[0]).toBe(7);
    }
    layer.getParameters().weights.data[0] = 100;
    expect(layer.getParameters().weights.data[0]).toBe(1);
  });

  it('may be a vector that comes as a matrix of one row', () => {
    const layer = new Dense(2, 3);
    for (const prepare of [() => {}, () => finalized(layer, [2])]) {
      prepare();
      layer.setParameters(weights(), biases().reshape([1, 3]));
      expect(layer.getParameters().biases.shape).toEqual([3]);
      expect(layer.getParameters().biases.toArray()).toEqual([7, 8, 9]);
    }
  });

  it('of a convolution and of a BatchNorm come back as they were given', () => {
    const convolution = new Conv2D(1, 2, { kernelSize: [1, 2], useBias: false });
    const kernel = Tensor.from([1, 2, 3, 4]).reshape([1, 1, 2, 2]);
    convolution.setParameters(kernel);
    const image = finalized(convolution, [1, 2, 1]);
    expect([...image.predictSample(Float32Array.of(1, 10))]).toEqual([31, 42]);
    expect(convolution.getParameters().map((tensor) => tensor.toArray())).toEqual([kernel.toArray()]);
    const norm = new BatchNorm();
    const model = finalized(norm, [2]);
    const given = [
      [2, 3],
      [4, 5],
      [6, 7],
      [8, 9],
    ].map((numbers) => Tensor.from(numbers));
    norm.setParameters(...given);
    expect(norm.getParameters().map((tensor) => tensor.toArray())).toEqual(
      given.map((tensor) => tensor.toArray()),
    );
    // What it answers follows at once: γ·(x − mean) / √(variance + ε) + β.
    const [first] = model.predictSample(Float32Array.of(10, 10));
    expect(first).toBeCloseTo((2 * (10 - 6)) / Math.sqrt(8 + 1e-5) + 4, 5);
  });

  it.each<[string, Tensor[], string]>([
    ['too few', [weights()], 'has 2 tensors, but 1 were given'],
    ['too many', [weights(), biases(), biases()], 'has 2 tensors, but 3 were given'],
    [
      'weights the wrong way round',
      [weights().reshape([3, 2]), biases()],
      'expects weights of shape [2, 3], got [3, 2]',
    ],
    ['weights in one row', [weights().reshape([6]), biases()], 'expects weights of shape [2, 3], got [6]'],
    [
      'biases of another length',
      [weights(), Tensor.from([1, 2])],
      'expects biases of shape [3] or [1, 3], got [2]',
    ],
    [
      'biases in a column',
      [weights(), biases().reshape([3, 1])],
      'expects biases of shape [3] or [1, 3], got [3, 1]',
    ],
  ])('are refused where they are %s, by the name of the layer', (_, tensors, sentence) => {
    const layer = new Dense(2, 3);
    const set = () => Reflect.apply(layer.setParameters, layer, tensors);
    expect(set).toThrow(new UserError(`Dense ${sentence}`));
    finalized(layer, [2]);
    const before = layer.getParameters();
    expect(set).toThrow(new UserError(`Dense 1 ${sentence}`));
    expect(layer.getParameters()).toEqual(before);
  });
});

describe('in a file and in the state of an optimizer', () => {
  const prepared = () => {
    const made = new Model({ inputShape: [3, 3, 1] });
    for (const layer of [
      new Conv2D(1, 2),
      new BatchNorm(),
      new ReLU(),
      new Conv2D(2, 2, { useBias: false, padding: 'same' }),
      new Flatten(),
      new Dense(2, 1),
    ]) {
      made.add(layer);
    }
    made.set({ loss: new MeanSquaredError(), optimizer: new Adagrad() });
    made.finalize();
    return made;
  };

  it('what layers hold is called by their number and its name', () => {
    expect([...readSafetensors(prepared().save()).tensors.keys()]).toEqual([
      ...['0.weights', '0.biases'],
      ...['1.scale', '1.offset', '1.mean', '1.variance'],
      ...['2.weights'],
      ...['3.weights', '3.biases'],
    ]);
  });

  it('what is learned is called so too', async () => {
    const made = prepared();
    await made.train(Tensor.zeros([2, 3, 3, 1]), Float32Array.of(1, 2));
    expect([...made.getOptimizerState().tensors.keys()]).toEqual([
      ...['0.weights.cache', '0.biases.cache'],
      ...['1.scale.cache', '1.offset.cache'],
      ...['2.weights.cache'],
      ...['3.weights.cache', '3.biases.cache'],
    ]);
  });

  it('a layer that holds nothing has nothing to say', () => {
    const layer = new ReLU();
    layer.setParameters();
    expect([layer.getParameters(), layer.tensors]).toEqual([[], []]);
  });
});

describe('a layer in no finalized model', () => {
  it.each<[string, () => unknown, string]>([
    ['Dense', () => new Dense(2, 3).getParameters(), 'This Dense layer has no parameters yet'],
    ['Conv2D', () => new Conv2D(2, 3).getParameters(), 'This Conv2D layer has no parameters yet'],
    ['BatchNorm', () => new BatchNorm().getParameters(), 'This BatchNorm layer has no parameters yet'],
  ])('has nothing to give: %s', (_, get, sentence) => {
    expect(get).toThrow(new UserError(`${sentence}: add it to a model and call finalize() first`));
  });

  it('has no place for what a BatchNorm remembers', () => {
    expect(() => new BatchNorm().setParameters(...[1, 2, 3, 4].map((n) => Tensor.from([n])))).toThrow(
      new UserError('This BatchNorm layer is in no finalized model'),
    );
  });

  it('has no window yet', () => {
    for (const layer of [new Conv2D(1, 1), new MaxPool2D()]) {
      expect(() => layer.window).toThrow(new UserError(`This ${layer.type} layer is in no finalized model`));
    }
  });
});
