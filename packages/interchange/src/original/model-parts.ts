import {
  type Accuracy,
  BinaryAccuracy,
  BinaryCrossEntropy,
  CategoricalAccuracy,
  CategoricalCrossEntropy,
  Dense,
  Dropout,
  type Layer,
  Linear,
  type Loss,
  MeanAbsoluteError,
  MeanSquaredError,
  RegressionAccuracy,
  ReLU,
  Sigmoid,
  Softmax,
} from '@fmnist/core';
import type { DenseSource } from './dense-source';
import { type Makers, makerOf } from './makers';
import type { ObjectReader } from './object-reader';
import { makeFrom } from './original-file-error';

/** From the program's classes to core's layers, losses and accuracies. */

const layers: Makers<Layer> = {
  Activation_Linear: () => new Linear(),
  Activation_ReLU: () => new ReLU(),
  Activation_Sigmoid: () => new Sigmoid(),
  Activation_Softmax: () => new Softmax(),
  Layer_Dropout: (layer) => new Dropout(dropoutRate(layer)),
};

/** The book writes `Crossentropy`, the original program both. */
const losses: Makers<Loss> = {
  Loss_BinaryCrossentropy: () => new BinaryCrossEntropy(),
  Loss_BinaryCrossEntropy: () => new BinaryCrossEntropy(),
  Loss_CategoricalCrossentropy: () => new CategoricalCrossEntropy(),
  Loss_CategoricalCrossEntropy: () => new CategoricalCrossEntropy(),
  Loss_MeanAbsoluteError: () => new MeanAbsoluteError(),
  Loss_MeanSquaredError: () => new MeanSquaredError(),
};

const accuracies: Makers<Accuracy> = {
  Accuracy_Categorical: (accuracy) =>
    accuracy.get('binary') === true ? new BinaryAccuracy() : new CategoricalAccuracy(),
  Accuracy_Regression: (accuracy) => new RegressionAccuracy(accuracy.number('precision', 0)),
};

/** A layer without parameters. @throws OriginalFileError where it is no such layer, or an option is out of range. */
export const makeLayer = makerOf('layer', layers);
/** @throws OriginalFileError where the object is no loss we know. */
export const makeLoss = makerOf('loss', losses);
/** @throws OriginalFileError where the object is no accuracy we know. */
export const makeAccuracy = makerOf('accuracy', accuracies);

/** A dense layer with its parameters set. @throws OriginalFileError where a penalty is out of range. */
export function makeDense(layer: ObjectReader, { title, weights, biases }: DenseSource): Dense {
  return makeFrom(layer.at, title, () => {
    const dense = new Dense(weights.shape[0], weights.shape[1], {
      weightRegularizerL1: layer.number('weight_regularizer_l1', 0),
      weightRegularizerL2: layer.number('weight_regularizer_l2', 0),
      biasRegularizerL1: layer.number('bias_regularizer_l1', 0),
      biasRegularizerL2: layer.number('bias_regularizer_l2', 0),
    });
    dense.setParameters(weights, biases);
    return dense;
  });
}

/** The book's class keeps the share that passes, 1 − rate; taken back to 15 digits, 1 − 0.9 is 0.1 again. */
function dropoutRate(layer: ObjectReader): number {
  return Number((1 - layer.number('rate')).toPrecision(15));
}
