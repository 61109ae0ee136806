import { describe, expect, it } from 'vitest';
import { UserError } from '../errors';
import { Dense } from '../layers/dense';
import { ReLU } from '../layers/relu';
import { Model } from '../model/model';
import { Tensor } from '../tensor/tensor';
import { writeSafetensors } from './safetensors';

function twoLayers(): Model {
  const model = new Model({ seed: 1 });
  model.add(new Dense(2, 3));
  model.add(new ReLU());
  model.add(new Dense(3, 1));
  model.finalize();
  return model;
}

/** What fits such a model, as another program may write it. */
const fitting = () =>
  new Map<string, Tensor>([
    ['0.weights', new Tensor(Float32Array.of(1, 2, 3, 4, 5, 6), [2, 3])],
    ['0.biases', new Tensor(Float64Array.of(7, 8, 9), [3])],
    ['1.weights', new Tensor(Float32Array.of(1, 0, 1), [3, 1])],
    ['1.biases', new Tensor(Float32Array.of(-1), [1])],
  ]);

describe('parameters from a file', () => {
  it('may be from another program, where names and shapes fit', () => {
    const model = twoLayers();
    model.loadParameters(writeSafetensors(fitting()));
    const [first, second] = model.getParameters();
    expect(first.map(({ data }) => [...data])).toEqual([
      [1, 2, 3, 4, 5, 6],
      [7, 8, 9],
    ]);
    expect([...model.predictSample(Float32Array.of(1, 1))]).toEqual([1 + 4 + 7 + (3 + 6 + 9) - 1]);
    expect(second.map(({ shape }) => shape)).toEqual([[3, 1], [1]]);
  });

  it.each<[string, (tensors: Map<string, Tensor>) => unknown, string]>([
    [
      'one is missing',
      (tensors) => tensors.delete('1.biases'),
      'The file has no tensor "1.biases", which Dense 2 of the model needs',
    ],
    [
      'one has another shape',
      (tensors) => tensors.set('1.weights', Tensor.zeros([1, 3])),
      'Tensor "1.weights" of the file has the shape [1, 3], but Dense 2 of the model needs [3, 1]',
    ],
    [
      'one holds whole numbers',
      (tensors) => tensors.set('1.biases', Tensor.zeros([1], 'int32')),
      'Tensor "1.biases" of the file holds int32, but parameters are float32 or float64',
    ],
    [
      'one is left over',
      (tensors) => tensors.set('2.weights', Tensor.zeros([1])),
      'The file has a tensor "2.weights" that the model has no place for',
    ],
  ])('are refused where %s, and the model stays as it was', (_, change, sentence) => {
    const model = twoLayers();
    const before = model.getParameters();
    const tensors = fitting();
    change(tensors);
    expect(() => model.loadParameters(writeSafetensors(tensors))).toThrow(new UserError(sentence));
    expect(model.getParameters()).toEqual(before);
  });
});
