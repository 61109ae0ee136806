import { readFileSync } from 'node:fs';
import { type Nested, Tensor } from '@fmnist/core';
import { describe, expect, it } from 'vitest';
import { importOriginal } from '../../src/original';
import { refusal } from './pickle-writer';

/** Made by make-variants.py. */
interface Variants {
  readonly numpy: string;
  readonly variants: Readonly<Record<string, Variant>>;
}

interface Variant {
  /** By protocol, in base64. */
  readonly files: Readonly<Record<string, string>>;
  /** Weights and biases of each dense layer. */
  readonly parameters: readonly (readonly [Nested, Nested])[];
  /** The optimizer's state of each dense layer, by the names of the original program. */
  readonly state?: readonly Readonly<Record<string, Nested>>[];
}

const protocols = ['2', '3', '4', '5'];
const readVariants = (version: string): Variants =>
  JSON.parse(readFileSync(new URL(`./fixtures/variants-${version}.json`, import.meta.url), 'utf8'));

describe.each(['numpy1', 'numpy2'])('files made under %s', (version) => {
  const { variants } = readVariants(version);
  const file = (name: string, protocol = '4') => Buffer.from(variants[name].files[protocol], 'base64');

  it.each(Object.keys(variants))('%s hold the numbers Python stored, under each protocol', (name) => {
    const { parameters, state } = variants[name];
    for (const protocol of protocols) {
      const { model } = importOriginal(file(name, protocol));
      expect(model.getParameters().map(([weights, biases]) => [weights, biases])).toEqual(
        parameters.map(([weights, biases]) => [Tensor.from(weights), row(biases)]),
      );
      const imported = model.optimizer ? [...model.getOptimizerState().tensors] : [];
      for (const [place, tensor] of imported) {
        const [layer, parameter, kept] = place.split('.');
        const key = `${{ weights: 'weight', biases: 'bias' }[parameter]}_${kept}`;
        const values = state?.[Number(layer)][key];
        if (values === undefined)
          expect([place, tensor.data.some((value) => value !== 0)]).toEqual([place, false]);
        else expect(tensor).toEqual(parameter === 'biases' ? row(values) : Tensor.from(values));
      }
      const written = (state ?? []).flatMap((layer) => Object.keys(layer));
      expect(imported.length).toBeGreaterThanOrEqual(written.length);
    }
  });

  it('bring the layers, losses, accuracies and optimizers of the book', async () => {
    const configs = Object.keys(variants)
      .filter((name) => name.endsWith('.model'))
      .map((name) => {
        const { model, notes } = importOriginal(file(name));
        const header = new TextDecoder().decode(model.save());
        const [, json] = /"fmnist":("(?:[^"\\]|\\.)*")/.exec(header) ?? [];
        const { layers, loss, accuracy, optimizer } = JSON.parse(JSON.parse(json));
        const types = layers.map(({ type }: { type: string }) => type).join(' ');
        return {
          name,
          types,
          dropout: layers[3].rate,
          loss: loss.type,
          accuracy,
          optimizer,
          notes: notes.length,
        };
      });
    const rates = { learningRate: 0.5, decay: 0.25 };
    const adam = { type: 'Adam', ...rates, epsilon: 1e-7, beta1: 0.75, beta2: 0.5 };
    expect(configs).toEqual([
      {
        name: 'adam.model',
        types: 'Rescale Dense ReLU Dense Softmax',
        loss: 'CategoricalCrossEntropy',
        accuracy: { type: 'CategoricalAccuracy' },
        optimizer: adam,
        notes: 2,
      },
      {
        name: 'sgd-momentum.model',
        types: 'Rescale Dense Sigmoid Dropout Dense Sigmoid',
        dropout: 0.1,
        loss: 'BinaryCrossEntropy',
        accuracy: { type: 'BinaryAccuracy' },
        optimizer: { type: 'SGD', ...rates, momentum: 0.5, nesterov: false },
        notes: 2,
      },
      {
        name: 'sgd.model',
        types: 'Rescale Dense ReLU Dense Linear',
        loss: 'MeanSquaredError',
        accuracy: { type: 'RegressionAccuracy', precision: 0.125 },
        optimizer: { type: 'SGD', ...rates, momentum: 0, nesterov: false },
        notes: 2,
      },
      {
        name: 'adagrad.model',
        types: 'Rescale Dense ReLU Dense Linear',
        loss: 'MeanAbsoluteError',
        accuracy: { type: 'RegressionAccuracy', precision: 0 },
        optimizer: { type: 'Adagrad', ...rates, epsilon: 1e-7 },
        notes: 2,
      },
      {
        name: 'rmsprop.model',
        types: 'Rescale Dense ReLU Dense Softmax',
        loss: 'CategoricalCrossEntropy',
        accuracy: { type: 'CategoricalAccuracy' },
        optimizer: { type: 'RMSprop', ...rates, epsilon: 1e-7, rho: 0.75 },
        notes: 2,
      },
      {
        name: 'untrained.model',
        types: 'Rescale Dense ReLU Dense Softmax',
        loss: 'CategoricalCrossEntropy',
        accuracy: { type: 'CategoricalAccuracy' },
        optimizer: adam,
        notes: 2,
      },
    ]);
  });

  it('keep the penalties of each parameter', () => {
    expect(importOriginal(file('adam.model')).model.layers[1].config()).toMatchObject({
      weightRegularizerL1: 0.1,
      weightRegularizerL2: 0.2,
      biasRegularizerL1: 0.3,
      biasRegularizerL2: 0.4,
    });
  });

  it('keep the count of steps, and begin with zeros where no state was written', () => {
    expect(importOriginal(file('adam.model')).model.getOptimizerState().iterations).toBe(3);
    expect(importOriginal(file('sgd.model')).model.getOptimizerState()).toEqual({
      iterations: 3,
      tensors: new Map(),
    });
    const untrained = importOriginal(file('untrained.model')).model.getOptimizerState();
    expect(untrained.iterations).toBe(3);
    expect(untrained.tensors.size).toBe(8);
    expect(
      [...untrained.tensors.values()].flatMap(({ data }) => [...data]).some((value) => value !== 0),
    ).toBe(false);
  });

  it('say which numbers became float32', () => {
    const firstNote = (name: string) => importOriginal(file(name)).notes[0];
    expect(firstNote('float64.parms')).toBe('The file’s float64 numbers became float32.');
    expect(firstNote('int64.parms')).toBe('The file’s int64 numbers became float32.');
    expect(firstNote('float32.parms')).toMatch(/^A \.parms file has no architecture/);
  });

  it('cut after any byte are refused in one sentence', () => {
    for (const name of ['adam.model', 'untrained.model', 'fortran.parms']) {
      for (const protocol of protocols) {
        const whole = file(name, protocol);
        for (let length = 0; length < whole.length; length++) refusal(whole.subarray(0, length));
      }
    }
  });
});

/** Biases, which Python stores as [[…]]. */
function row(values: Nested): Tensor {
  const tensor = Tensor.from(values);
  return tensor.reshape([tensor.size]);
}
