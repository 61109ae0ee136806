/** From plain data back to layers, losses, optimizers and accuracies: no code is run, only known kinds are made. */
import { UserError } from '../errors';
import { Dense } from '../layers/dense';
import { Dropout } from '../layers/dropout';
import { Flatten } from '../layers/flatten';
import { initializers } from '../layers/initializers';
import type { Layer } from '../layers/layer';
import { LeakyReLU } from '../layers/leaky-relu';
import { Linear } from '../layers/linear';
import { ReLU } from '../layers/relu';
import { Rescale } from '../layers/rescale';
import { Sigmoid } from '../layers/sigmoid';
import { Softmax } from '../layers/softmax';
import { Tanh } from '../layers/tanh';
import { BinaryCrossEntropy } from '../losses/binary-cross-entropy';
import { CategoricalCrossEntropy } from '../losses/categorical-cross-entropy';
import type { Loss } from '../losses/loss';
import { MeanAbsoluteError } from '../losses/mean-absolute-error';
import { MeanSquaredError } from '../losses/mean-squared-error';
import type { Accuracy } from '../metrics/accuracy';
import { BinaryAccuracy } from '../metrics/binary-accuracy';
import { CategoricalAccuracy } from '../metrics/categorical-accuracy';
import { RegressionAccuracy } from '../metrics/regression-accuracy';
import { Adagrad } from '../optimizers/adagrad';
import { Adam } from '../optimizers/adam';
import type { Optimizer } from '../optimizers/optimizer';
import { RMSprop } from '../optimizers/rmsprop';
import { SGD } from '../optimizers/sgd';
import type { ConfigReader } from './config-reader';

type Makers<T> = Readonly<Record<string, (config: ConfigReader) => T>>;

const layers: Makers<Layer> = {
  Dense: (config) =>
    new Dense(config.number('inputs'), config.number('outputs'), {
      weightRegularizerL1: config.number('weightRegularizerL1'),
      weightRegularizerL2: config.number('weightRegularizerL2'),
      biasRegularizerL1: config.number('biasRegularizerL1'),
      biasRegularizerL2: config.number('biasRegularizerL2'),
      initializer: config.choice('initializer', initializers),
    }),
  Dropout: (config) => new Dropout(config.number('rate')),
  Flatten: () => new Flatten(),
  LeakyReLU: (config) => new LeakyReLU(config.number('slope')),
  Linear: () => new Linear(),
  ReLU: () => new ReLU(),
  Rescale: (config) => new Rescale(config.number('scale'), config.number('offset')),
  Sigmoid: () => new Sigmoid(),
  Softmax: () => new Softmax(),
  Tanh: () => new Tanh(),
};

const losses: Makers<Loss> = {
  BinaryCrossEntropy: () => new BinaryCrossEntropy(),
  CategoricalCrossEntropy: () => new CategoricalCrossEntropy(),
  MeanAbsoluteError: () => new MeanAbsoluteError(),
  MeanSquaredError: () => new MeanSquaredError(),
};

const accuracies: Makers<Accuracy> = {
  BinaryAccuracy: () => new BinaryAccuracy(),
  CategoricalAccuracy: () => new CategoricalAccuracy(),
  RegressionAccuracy: (config) => new RegressionAccuracy(config.number('precision')),
};

const optimizers: Makers<Optimizer> = {
  Adagrad: (config) =>
    new Adagrad({
      learningRate: config.number('learningRate'),
      decay: config.number('decay'),
      epsilon: config.number('epsilon'),
    }),
  Adam: (config) =>
    new Adam({
      learningRate: config.number('learningRate'),
      decay: config.number('decay'),
      epsilon: config.number('epsilon'),
      beta1: config.number('beta1'),
      beta2: config.number('beta2'),
    }),
  RMSprop: (config) =>
    new RMSprop({
      learningRate: config.number('learningRate'),
      decay: config.number('decay'),
      epsilon: config.number('epsilon'),
      rho: config.number('rho'),
    }),
  SGD: (config) =>
    new SGD({
      learningRate: config.number('learningRate'),
      decay: config.number('decay'),
      momentum: config.number('momentum'),
      nesterov: config.boolean('nesterov'),
    }),
};

/** @throws UserError naming the path and the fault where the data describes no layer we know. */
export const makeLayer = maker('layer', layers);
/** @throws UserError naming the path and the fault where the data describes no loss we know. */
export const makeLoss = maker('loss', losses);
/** @throws UserError naming the path and the fault where the data describes no accuracy we know. */
export const makeAccuracy = maker('accuracy', accuracies);
/** @throws UserError naming the path and the fault where the data describes no optimizer we know. */
export const makeOptimizer = maker('optimizer', optimizers);

function maker<T>(kind: string, makers: Makers<T>): (config: ConfigReader) => T {
  return (config) => {
    const type = config.string('type');
    const make = Object.hasOwn(makers, type) ? makers[type] : undefined;
    if (!make) {
      throw new UserError(
        `${config.path}: there is no ${kind} "${type}"; known are ${Object.keys(makers).join(', ')}`,
      );
    }
    try {
      const made = make(config);
      config.finish();
      return made;
    } catch (error) {
      if (!(error instanceof UserError) || error.message.startsWith(config.path)) throw error;
      throw new UserError(`${config.path}: ${error.message}`, { cause: error });
    }
  };
}
