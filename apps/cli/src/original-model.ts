import {
  Adagrad,
  Adam,
  CategoricalAccuracy,
  CategoricalCrossEntropy,
  Dense,
  Model,
  type Optimizer,
  type OptimizerOptions,
  type Precision,
  ReLU,
  Rescale,
  RMSprop,
  SGD,
  Softmax,
} from '@fmnist/core';
import { fashionMnist } from '@fmnist/data';

export const optimizerNames = ['adam', 'sgd', 'adagrad', 'rmsprop'] as const;
export type OptimizerName = (typeof optimizerNames)[number];

export interface OriginalModelOptions {
  /** The widths of the hidden layers. */
  readonly hidden: readonly number[];
  /** λ₂ of the first layer's weights and biases. */
  readonly l2: number;
  readonly optimizer: OptimizerName;
  /** Default: 0.002 for Adam, as the original; for the others their own. */
  readonly learningRate?: number | undefined;
  readonly decay: number;
  readonly seed: number;
  /** `fast` may fuse operations: other bits on other machines. */
  readonly precision: Precision;
}

const optimizers: Record<OptimizerName, (options: OptimizerOptions) => Optimizer> = {
  adam: (options) => new Adam({ learningRate: 0.002, ...options }),
  sgd: (options) => new SGD(options),
  adagrad: (options) => new Adagrad(options),
  rmsprop: (options) => new RMSprop(options),
};

/** The original program's network, 784-128-128-10 with its flags' variations, ready to train on raw pixels. */
export function createOriginalModel(options: OriginalModelOptions): Model {
  const { hidden, l2, learningRate, decay, seed, precision } = options;
  const model = new Model({ inputShape: [28 * 28], labels: fashionMnist.classNames, seed, precision });
  model.add(new Rescale(1 / 255));
  const widths = [28 * 28, ...hidden];
  hidden.forEach((width, index) => {
    const penalty = index === 0 ? { weightRegularizerL2: l2, biasRegularizerL2: l2 } : {};
    model.add(new Dense(widths[index], width, penalty));
    model.add(new ReLU());
  });
  model.add(new Dense(widths[widths.length - 1], fashionMnist.classNames.length));
  model.add(new Softmax());
  model.set({
    loss: new CategoricalCrossEntropy(),
    optimizer: optimizers[options.optimizer]({ decay, ...(learningRate !== undefined && { learningRate }) }),
    accuracy: new CategoricalAccuracy(),
  });
  model.finalize();
  return model;
}
