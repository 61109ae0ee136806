import { Tensor } from '@fmnist/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ArrayOptions,
  array,
  denseLayer,
  dict,
  dtype,
  emptyArray,
  float,
  global,
  integer,
  isImported,
  join,
  list,
  modelFile,
  object,
  type Part,
  pickle,
  rawArray,
  refusal,
  text,
  tuple,
  zeros,
} from '../../test/original/pickle-writer';
import { importOriginal } from './import-original';

const pair = (inputs: number, outputs: number) => tuple(zeros(inputs, outputs), zeros(1, outputs));
const parameters = (...pairs: readonly Part[]) => pickle(list(...pairs));
const layers = (...items: readonly Part[]) => modelFile({ layers: list(...items) });
const layer = (attributes: Readonly<Record<string, Part>>) => layers(denseLayer(3, 2, attributes));
const adam = (attributes: Readonly<Record<string, Part>> = {}) =>
  object('Optimizer_Adam', {
    learning_rate: float(0.01),
    epsilon: float(1e-7),
    beta_1: float(0.9),
    beta_2: float(0.999),
    ...attributes,
  });

describe('a pickle of the right kind but the wrong content', () => {
  const wrong: [string, Uint8Array, string][] = [
    ['a number', pickle(integer(7)), 'holds 7, which is neither a list of parameters nor a Model'],
    ['text', pickle(text('weights')), 'holds "weights", which is neither'],
    ['a layer alone', pickle(denseLayer(3, 2)), 'holds an object of class Layer_Dense, which is neither'],
    ['a class itself', pickle(global('main', 'Model')), 'holds main.Model, which is neither'],
    ['an empty list', pickle(list()), 'the list of parameters is empty'],
    [
      'a list of arrays',
      parameters(zeros(3, 2)),
      'item 0 of the list should be a pair of weights and biases',
    ],
    [
      'a list of itself',
      pickle(']q\x00h\x00a'),
      'item 0 of the list should be a pair of weights and biases, got a list',
    ],
    ['a triple', parameters(tuple('N', 'N', 'N')), 'should be a pair of weights and biases, got a tuple'],
    [
      'a pair of numbers',
      parameters(tuple('N', 'N')),
      'the weights of dense layer 1 should be an array, got None',
    ],
    [
      'weights of no state',
      parameters(tuple(emptyArray(), 'N')),
      'the weights of dense layer 1 should be an array, got an unfinished array',
    ],
    [
      'weights in one row',
      parameters(tuple(zeros(3), zeros(3))),
      'is [3], which should be [inputs, outputs]',
    ],
    [
      'weights of three axes',
      parameters(tuple(zeros(1, 2, 3), zeros(3))),
      'should have one or two axes, got an array of shape [1, 2, 3]',
    ],
    [
      'weights of no inputs',
      parameters(pair(0, 3)),
      'the shape of the weights of dense layer 1 is [0, 3], which should be',
    ],
    [
      'weights of bytes',
      parameters(tuple(rawArray([3, 2], dtype('u1', '|'), new Uint8Array(6)), zeros(2))),
      'should be float32 or float64, got uint8',
    ],
    [
      'weights that are NaN',
      parameters(tuple(array([1, 2], [1, Number.NaN]), zeros(2))),
      'a number in the weights of dense layer 1 that is not finite as float32, at index 1',
    ],
    [
      'weights past float32',
      parameters(tuple(array([1, 2], [1e39, 0]), zeros(2))),
      'a number in the weights of dense layer 1 that is not finite as float32, at index 0',
    ],
    [
      'biases of another length',
      parameters(tuple(zeros(3, 2), zeros(1, 3))),
      'the shape of the biases of dense layer 1 is [1, 3], which should be [1, 2]',
    ],
    ['biases in a column', parameters(tuple(zeros(3, 2), zeros(2, 1))), 'is [2, 1], which should be [1, 2]'],
    [
      'shapes that do not chain',
      parameters(pair(5, 4), pair(3, 2)),
      'dense layer 2 takes 3 numbers, but dense layer 1 before it gives 4',
    ],
    ['no layers', modelFile({ layers: 'N' }), 'the layers of Model should be a list, got None'],
    ['no state', pickle(object('Model')), 'the layers of Model should be a list, got nothing'],
    ['an empty list of layers', layers(), 'the model has no dense layer'],
    ['activations alone', layers(object('Activation_ReLU')), 'the model has no dense layer'],
    ['a number among the layers', layers(integer(1)), 'layer 1 of the model should be an object, got 1'],
    [
      'the model among its layers',
      pickle(object('Model'), 'q\x00', dict({ layers: list('h\x00') }), 'b'),
      'Model is no layer: known are Activation_Linear,',
    ],
    ['a loss among the layers', layers(object('Loss_MeanSquaredError')), 'Loss_MeanSquaredError is no layer'],
    [
      'a layer twice',
      layers(join(denseLayer(2, 2), 'q\x00'), 'h\x00'),
      'this Layer_Dense is in the model twice',
    ],
    ['more pairs than anybody has', parameters('N'.repeat(1001)), 'the network has 1001 layers'],
    ['more layers than anybody has', layers('N'.repeat(1001)), 'the network has 1001 layers'],
    [
      'a dense layer without weights',
      layers(object('Layer_Dense')),
      'the weights of dense layer 1 should be an array, got nothing',
    ],
    [
      'layers that do not chain',
      layers(denseLayer(5, 4), object('Activation_ReLU'), denseLayer(3, 2)),
      'dense layer 2 takes 3 numbers, but dense layer 1 before it gives 4',
    ],
    [
      'a penalty of text',
      layer({ weight_regularizer_l2: text('much') }),
      'the weight_regularizer_l2 of Layer_Dense should be a finite number, got "much"',
    ],
    [
      'a negative penalty',
      layer({ bias_regularizer_l1: float(-1) }),
      'dense layer 1 cannot be made (Dense: biasRegularizerL1 must be',
    ],
    [
      'a dropout without a rate',
      layers(object('Layer_Dropout', {})),
      'the rate of Layer_Dropout should be a finite number, got nothing',
    ],
    [
      'a dropout of everything',
      layers(object('Layer_Dropout', { rate: 'K\x00' })),
      'Layer_Dropout cannot be made (Dropout: rate must be',
    ],
    [
      'a loss that is none',
      modelFile({ loss: object('Accuracy_Categorical') }),
      'Accuracy_Categorical is no loss',
    ],
    [
      'a loss that is a number',
      modelFile({ loss: integer(3) }),
      'the loss of Model should be an object or None, got 3',
    ],
    ['an accuracy that is none', modelFile({ accuracy: adam() }), 'Optimizer_Adam is no accuracy'],
    [
      'an optimizer that is none',
      modelFile({ optimizer: object('Activation_ReLU') }),
      'Activation_ReLU is no optimizer',
    ],
    [
      'an optimizer without a rate',
      modelFile({ optimizer: object('Optimizer_SGD') }),
      'the learning_rate of Optimizer_SGD should be a finite number, got nothing',
    ],
    [
      'a learning rate below zero',
      modelFile({ optimizer: adam({ learning_rate: float(-1) }) }),
      'Optimizer_Adam cannot be made (Optimizer: learningRate must be',
    ],
    [
      'a rate that is infinite',
      modelFile({ optimizer: adam({ learning_rate: float(1 / 0) }) }),
      'should be a finite number, got Infinity',
    ],
    [
      'half a step',
      modelFile({ optimizer: adam({ iterations: float(0.5) }) }),
      'the iterations of Optimizer_Adam should be a whole number ≥ 0, got 0.5',
    ],
    [
      'state of another shape',
      modelFile({ layers: list(denseLayer(3, 2, { weight_cache: zeros(2, 3) })), optimizer: adam() }),
      'the shape of the weight_cache of dense layer 1 is [2, 3], but that of the weights [3, 2]',
    ],
    [
      'state that is no array',
      modelFile({ layers: list(denseLayer(3, 2, { bias_momentums: 'N' })), optimizer: adam() }),
      'the bias_momentums of dense layer 1 should be an array, got None',
    ],
  ];

  it.each(wrong)('is refused: %s', (_, file, what) => {
    expect(refusal(file).message).toContain(what);
  });

  it('is refused at the byte where it begins', () => {
    const before = join('\x80\x04](', pair(5, 4));
    expect(refusal(join(before, pair(3, 2), 'e.')).at).toBe(before.length + pair(3, 2).length - 1);
  });
});

describe('importing', () => {
  it('puts a Rescale layer in front, so that the model takes raw pixels', async () => {
    const file = parameters(tuple(array([2, 2], [1, 0, 0, 1]), zeros(1, 2)));
    const { model } = importOriginal(file);
    const prediction = await model.predict(new Tensor(Uint8Array.of(255, 0), [1, 2]));
    const e = Math.exp(1);
    expect(prediction.data[0]).toBeCloseTo(e / (e + 1), 6);
  });

  it('takes no state from an optimizer that has taken no step', () => {
    const { model } = importOriginal(modelFile({ optimizer: adam({ iterations: integer(0) }) }));
    expect(model.getOptimizerState()).toEqual({ iterations: 0, tensors: new Map() });
  });

  it('begins with zeros what the file keeps of one parameter alone', () => {
    const cache = array([3, 2], [1, 2, 3, 4, 5, 6]);
    const { model } = importOriginal(
      modelFile({
        layers: list(denseLayer(3, 2, { weight_cache: cache })),
        optimizer: adam({ iterations: integer(4) }),
      }),
    );
    expect(model.getOptimizerState()).toEqual({
      iterations: 4,
      tensors: new Map([
        ['0.weights.momentums', Tensor.zeros([3, 2])],
        ['0.weights.cache', Tensor.from([1, 2, 3, 4, 5, 6]).reshape([3, 2])],
        ['0.biases.momentums', Tensor.zeros([2])],
        ['0.biases.cache', Tensor.zeros([2])],
      ]),
    });
  });

  it('leaves loss, accuracy and optimizer open where the model has none', async () => {
    const { model } = importOriginal(modelFile({ loss: 'N', optimizer: 'N' }));
    expect(model.optimizer).toBeUndefined();
    await expect(model.evaluate(Tensor.zeros([1, 3]), Int32Array.of(0))).rejects.toThrow(
      'the model has no loss',
    );
  });

  it('takes an accuracy that suits where the file’s does not, and says so', async () => {
    const { model, notes } = importOriginal(
      modelFile({ loss: object('Loss_BinaryCrossentropy'), accuracy: object('Accuracy_Categorical') }),
    );
    expect(notes.at(-1)).toBe(
      'The file’s Accuracy_Categorical does not suit its Loss_BinaryCrossentropy: the accuracy that suits was taken.',
    );
    const { accuracy } = await model.evaluate(Tensor.zeros([1, 3]), Tensor.from([[1, 0]]));
    expect(accuracy).toBe(0.5);
  });

  it('reads what NumPy 1 writes under protocol 5', () => {
    const buffer = join('\x96', Uint8Array.of(16, 0, 0, 0, 0, 0, 0, 0), new Uint8Array(16));
    const made = join(
      global('numpy.core.numeric', '_frombuffer'),
      tuple(buffer, dtype(), tuple(integer(1), integer(2)), text('C')),
      'R',
    );
    expect(isImported(parameters(tuple(made, zeros(2))))).toBe(true);
  });
});

describe('any network’s parameters', () => {
  const number = fc.float({ noNaN: true, noDefaultInfinity: true });
  const options: fc.Arbitrary<ArrayOptions> = fc.record({
    type: fc.constantFrom('f4', 'f8'),
    order: fc.constantFrom('<', '>'),
    fortran: fc.boolean(),
  });
  const network = fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 2, maxLength: 5 }).chain((widths) =>
    fc.tuple(
      ...widths.slice(1).map((outputs, index) =>
        fc.record({
          inputs: fc.constant(widths[index]),
          weights: fc.array(number, {
            minLength: widths[index] * outputs,
            maxLength: widths[index] * outputs,
          }),
          biases: fc.array(number, { minLength: outputs, maxLength: outputs }),
          biasAxes: fc.constantFrom(1, 2),
          options,
        }),
      ),
    ),
  );

  it('come back bit by bit, in whatever type and order they are stored', () => {
    fc.assert(
      fc.property(network, (dense) => {
        const pairs = dense.map(({ inputs, weights, biases, biasAxes, options }) =>
          tuple(
            array([inputs, biases.length], weights, options),
            array(biasAxes === 1 ? [biases.length] : [1, biases.length], biases, options),
          ),
        );
        const { model } = importOriginal(parameters(...pairs));
        const imported = model.getParameters().map((tensors) => tensors.map(({ data }) => [...data]));
        expect(imported).toEqual(dense.map(({ weights, biases }) => [weights, biases]));
      }),
      { numRuns: 60 },
    );
  });
});
