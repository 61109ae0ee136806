import {
  Adagrad,
  Adam,
  CategoricalCrossEntropy,
  Dense,
  type Optimizer,
  type OptimizerOptions,
  ReLU,
  Rescale,
  RMSprop,
  SGD,
  Softmax,
} from '@fmnist/core';
import type { OptimizerName } from './optimizer-names';
import { type Recipe, recipeOf } from './recipe';

/** How the original program's network may be varied. */
export interface OriginalOptions {
  /** The widths of the hidden layers. Default 128 and 128. */
  readonly hidden?: readonly number[];
  /** λ₂ of the first layer's weights and biases. Default 5e−4. */
  readonly l2?: number;
  /** Default `adam`. */
  readonly optimizer?: OptimizerName;
  /** Default: 0.002 for Adam, as the original; for the others their own. */
  readonly learningRate?: number | undefined;
  /** How the rate falls. Default 5e−4. */
  readonly decay?: number;
}

const optimizers: Record<OptimizerName, (options: OptimizerOptions) => Optimizer> = {
  adam: (options) => new Adam({ learningRate: 0.002, ...options }),
  sgd: (options) => new SGD(options),
  adagrad: (options) => new Adagrad(options),
  rmsprop: (options) => new RMSprop(options),
};

/** How much of the weights' average each step keeps. */
const AVERAGING = 0.999;

/**
 * The original program's network and training, or a variation of it. One thing is added: the trained weights are the
 * average of those along the way, which costs no time and half a point of errors.
 * @throws UserError where an option is out of range.
 */
export function originalRecipe(options: OriginalOptions = {}): Recipe {
  const { hidden = [128, 128], l2 = 5e-4, optimizer = 'adam', learningRate, decay = 5e-4 } = options;
  const widths = [28 * 28, ...hidden];
  return recipeOf({
    about: 'the original program’s network of dense layers',
    inputShape: [28 * 28],
    layers: [
      new Rescale(1 / 255),
      ...hidden.flatMap((width, index) => {
        const penalty = index === 0 ? { weightRegularizerL2: l2, biasRegularizerL2: l2 } : {};
        return [new Dense(widths[index], width, penalty), new ReLU()];
      }),
      new Dense(widths[widths.length - 1], 10),
      new Softmax(),
    ],
    loss: new CategoricalCrossEntropy(),
    optimizer: optimizers[optimizer]({
      decay,
      averaging: AVERAGING,
      ...(learningRate !== undefined && { learningRate }),
    }),
    epochs: 15,
    batchSize: 128,
  });
}

export const original = originalRecipe();
