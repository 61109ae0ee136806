import { Adagrad, Adam, type Optimizer, RMSprop, SGD, type Tensor } from '@fmnist/core';
import { type DenseSource, takeRow } from './dense-source';
import type { FloatArrays } from './float-arrays';
import { type Makers, makerOf } from './makers';
import type { ObjectReader } from './object-reader';
import { OriginalFileError } from './original-file-error';
import type { OriginalOptimizerState } from './original-import';

const optimizers: Makers<Optimizer> = {
  Optimizer_Adagrad: (optimizer) =>
    new Adagrad({ ...rates(optimizer), epsilon: optimizer.number('epsilon') }),
  Optimizer_Adam: (optimizer) =>
    new Adam({
      ...rates(optimizer),
      epsilon: optimizer.number('epsilon'),
      beta1: optimizer.number('beta_1'),
      beta2: optimizer.number('beta_2'),
    }),
  Optimizer_RMSprop: (optimizer) =>
    new RMSprop({
      ...rates(optimizer),
      epsilon: optimizer.number('epsilon'),
      rho: optimizer.number('rho'),
    }),
  Optimizer_SGD: (optimizer) => new SGD({ ...rates(optimizer), momentum: optimizer.number('momentum', 0) }),
};

const makeUnusedOptimizer = makerOf('optimizer', optimizers);

/**
 * An optimizer with its options and its count of steps.
 * @throws OriginalFileError where it is none we know, or an option is out of range.
 */
export function makeOptimizer(reader: ObjectReader): Optimizer {
  const optimizer = makeUnusedOptimizer(reader);
  const iterations = reader.number('iterations', 0);
  if (!Number.isSafeInteger(iterations) || iterations < 0) {
    throw reader.fault('iterations', 'a whole number ≥ 0');
  }
  optimizer.iterations = iterations;
  return optimizer;
}

/**
 * What an optimizer keeps for the parameters of each dense layer, where the file has it: the original program keeps it
 * beside the parameters, from the first step on.
 * @throws OriginalFileError where an array has not its parameter's shape.
 */
export function readOptimizerState(
  optimizer: Optimizer,
  layers: readonly { readonly reader: ObjectReader; readonly source: DenseSource }[],
  arrays: FloatArrays,
): OriginalOptimizerState {
  const names = stateNames(optimizer);
  return {
    iterations: optimizer.iterations,
    layers: layers.map(({ reader, source }) => {
      const weights: Record<string, Tensor> = {};
      const biases: Record<string, Tensor> = {};
      for (const name of names) {
        const ofWeights = takeWeightState(reader, name, source, arrays);
        if (ofWeights) weights[name] = ofWeights;
        const ofBiases = takeBiasState(reader, name, source, arrays);
        if (ofBiases) biases[name] = ofBiases;
      }
      return { weights, biases };
    }),
  };
}

function rates(optimizer: ObjectReader): { learningRate: number; decay: number } {
  return { learningRate: optimizer.number('learning_rate'), decay: optimizer.number('decay', 0) };
}

function stateNames(optimizer: Optimizer): readonly string[] {
  if (optimizer instanceof Adam) return ['momentums', 'cache'];
  if (optimizer instanceof SGD) return optimizer.momentum > 0 ? ['momentums'] : [];
  return ['cache'];
}

function takeWeightState(
  reader: ObjectReader,
  name: string,
  { title, weights }: DenseSource,
  arrays: FloatArrays,
): Tensor | undefined {
  const value = reader.get(`weight_${name}`);
  if (value === undefined) return undefined;
  const what = `the weight_${name} of ${title}`;
  const state = arrays.take(value, reader.at, what);
  if (state.rank !== 2 || state.shape.some((length, axis) => length !== weights.shape[axis])) {
    throw new OriginalFileError(
      reader.at,
      `the shape of ${what} is [${state.shape.join(', ')}], but that of the weights [${weights.shape.join(', ')}]`,
    );
  }
  return state;
}

function takeBiasState(
  reader: ObjectReader,
  name: string,
  { title, biases }: DenseSource,
  arrays: FloatArrays,
): Tensor | undefined {
  const value = reader.get(`bias_${name}`);
  if (value === undefined) return undefined;
  return takeRow(value, biases.size, reader.at, `the bias_${name} of ${title}`, arrays);
}
