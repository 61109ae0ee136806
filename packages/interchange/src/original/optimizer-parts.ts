import { Adagrad, Adam, type Optimizer, type OptimizerState, RMSprop, SGD, Tensor } from '@fmnist/core';
import { type DenseSource, takeRow } from './dense-source';
import type { FloatArrays } from './float-arrays';
import { type Makers, makerOf } from './makers';
import type { ObjectReader } from './object-reader';
import { OriginalFileError } from './original-file-error';

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
 * Where an optimizer stands, from what the original program keeps beside the parameters of each dense layer from the
 * first step on: what is not there is 0.
 * @returns nothing of an optimizer that has taken no step
 * @throws OriginalFileError where an array has not its parameter's shape.
 */
export function readOptimizerState(
  { iterations, stateNames }: Optimizer,
  layers: readonly { readonly reader: ObjectReader; readonly source: DenseSource }[],
  arrays: FloatArrays,
): OptimizerState | undefined {
  const places = layers.flatMap(({ reader, source }, index) =>
    stateNames.flatMap((name) => [
      {
        name: `${index}.weights.${name}`,
        shape: source.weights.shape,
        found: takeWeightState(reader, name, source, arrays),
      },
      {
        name: `${index}.biases.${name}`,
        shape: source.biases.shape,
        found: takeBiasState(reader, name, source, arrays),
      },
    ]),
  );
  if (iterations === 0 && places.every(({ found }) => !found)) return undefined;
  const tensors = places.map(({ name, shape, found }): [string, Tensor] => [
    name,
    found ?? Tensor.zeros(shape, 'float32'),
  ]);
  return { iterations, tensors: new Map(tensors) };
}

function rates(optimizer: ObjectReader): { learningRate: number; decay: number } {
  return { learningRate: optimizer.number('learning_rate'), decay: optimizer.number('decay', 0) };
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
