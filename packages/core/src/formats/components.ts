/** From plain data back to layers, losses, optimizers, schedules, accuracies and augmentations: only known kinds are made. */
import type { Augmentation } from '../augmentation/augmentation';
import { HorizontalFlip } from '../augmentation/horizontal-flip';
import { RandomAdjustment } from '../augmentation/random-adjustment';
import { RandomAffine } from '../augmentation/random-affine';
import { erasingFills, RandomErasing } from '../augmentation/random-erasing';
import { RandomShift } from '../augmentation/random-shift';
import { UserError } from '../errors';
import { AveragePool2D } from '../layers/average-pool-2d';
import { BatchNorm } from '../layers/batch-norm';
import { Conv2D } from '../layers/conv-2d';
import { Dense } from '../layers/dense';
import { Dropout } from '../layers/dropout';
import { Dropout2D } from '../layers/dropout-2d';
import { Flatten } from '../layers/flatten';
import { GlobalAveragePool2D } from '../layers/global-average-pool-2d';
import { paddings } from '../layers/image';
import { initializers } from '../layers/initializers';
import type { Layer } from '../layers/layer';
import { LeakyReLU } from '../layers/leaky-relu';
import { Linear } from '../layers/linear';
import { MaxPool2D } from '../layers/max-pool-2d';
import type { Pooling2DOptions } from '../layers/pooling-2d';
import { ReLU } from '../layers/relu';
import { Rescale } from '../layers/rescale';
import { Residual } from '../layers/residual';
import { Sigmoid } from '../layers/sigmoid';
import { Softmax } from '../layers/softmax';
import { Tanh } from '../layers/tanh';
import type { WeightOptions } from '../layers/weight-options';
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
import { Adam, type AdamOptions } from '../optimizers/adam';
import { AdamW } from '../optimizers/adamw';
import type { Optimizer, OptimizerOptions } from '../optimizers/optimizer';
import { RMSprop } from '../optimizers/rmsprop';
import { SGD } from '../optimizers/sgd';
import { CosineDecay } from '../schedules/cosine-decay';
import { OneCycle } from '../schedules/one-cycle';
import type { Schedule } from '../schedules/schedule';
import { StepDecay } from '../schedules/step-decay';
import { WarmUp } from '../schedules/warm-up';
import type { ConfigReader } from './config-reader';

type Makers<T> = Readonly<Record<string, (config: ConfigReader) => T>>;

const layers: Makers<Layer> = {
  AveragePool2D: (config) => new AveragePool2D(poolingOptions(config)),
  BatchNorm: (config) =>
    new BatchNorm({ momentum: config.number('momentum'), epsilon: config.number('epsilon') }),
  Conv2D: (config) =>
    new Conv2D(config.number('inputs'), config.number('outputs'), {
      kernelSize: [config.number('kernelHeight'), config.number('kernelWidth')],
      stride: config.number('stride'),
      padding: config.choice('padding', paddings),
      groups: config.number('groups'),
      useBias: config.boolean('useBias'),
      ...weightOptions(config),
    }),
  Dense: (config) => new Dense(config.number('inputs'), config.number('outputs'), weightOptions(config)),
  Dropout: (config) => new Dropout(config.number('rate')),
  Dropout2D: (config) => new Dropout2D(config.number('rate')),
  Flatten: () => new Flatten(),
  GlobalAveragePool2D: () => new GlobalAveragePool2D(),
  LeakyReLU: (config) => new LeakyReLU(config.number('slope')),
  Linear: () => new Linear(),
  MaxPool2D: (config) => new MaxPool2D(poolingOptions(config)),
  ReLU: () => new ReLU(),
  Rescale: (config) => new Rescale(config.number('scale'), config.number('offset')),
  Residual: (config) =>
    new Residual(config.objects('layers').map(makeLayer), config.objects('projection').map(makeLayer)),
  Sigmoid: () => new Sigmoid(),
  Softmax: () => new Softmax(),
  Tanh: () => new Tanh(),
};

const losses: Makers<Loss> = {
  BinaryCrossEntropy: () => new BinaryCrossEntropy(),
  CategoricalCrossEntropy: (config) =>
    new CategoricalCrossEntropy(
      config.has('labelSmoothing') ? { labelSmoothing: config.number('labelSmoothing') } : {},
    ),
  MeanAbsoluteError: () => new MeanAbsoluteError(),
  MeanSquaredError: () => new MeanSquaredError(),
};

const accuracies: Makers<Accuracy> = {
  BinaryAccuracy: () => new BinaryAccuracy(),
  CategoricalAccuracy: () => new CategoricalAccuracy(),
  RegressionAccuracy: (config) => new RegressionAccuracy(config.number('precision')),
};

const optimizers: Makers<Optimizer> = {
  Adagrad: (config) => new Adagrad({ ...optimizerOptions(config), epsilon: config.number('epsilon') }),
  Adam: (config) => new Adam(adamOptions(config)),
  AdamW: (config) => new AdamW({ ...adamOptions(config), weightDecay: config.number('weightDecay') }),
  RMSprop: (config) =>
    new RMSprop({
      ...optimizerOptions(config),
      epsilon: config.number('epsilon'),
      rho: config.number('rho'),
    }),
  SGD: (config) =>
    new SGD({
      ...optimizerOptions(config),
      momentum: config.number('momentum'),
      nesterov: config.boolean('nesterov'),
    }),
};

const schedules: Makers<Schedule> = {
  CosineDecay: (config) => new CosineDecay({ ...courseOptions(config), floor: config.number('floor') }),
  OneCycle: (config) =>
    new OneCycle({
      ...courseOptions(config),
      warmup: config.number('warmup'),
      start: config.number('start'),
      end: config.number('end'),
    }),
  StepDecay: (config) => new StepDecay({ every: config.number('every'), factor: config.number('factor') }),
  WarmUp: (config) =>
    new WarmUp({
      steps: config.number('steps'),
      ...(config.has('next') && { next: makeSchedule(config.object('next')) }),
    }),
};

const augmentations: Makers<Augmentation> = {
  HorizontalFlip: (config) => new HorizontalFlip(config.number('probability')),
  RandomAdjustment: (config) =>
    new RandomAdjustment({ brightness: config.number('brightness'), contrast: config.number('contrast') }),
  RandomAffine: (config) =>
    new RandomAffine({ rotation: config.number('rotation'), scale: config.number('scale') }),
  RandomErasing: (config) =>
    new RandomErasing({
      probability: config.number('probability'),
      area: [config.number('leastArea'), config.number('mostArea')],
      aspect: [config.number('leastAspect'), config.number('mostAspect')],
      fill: config.choice('fill', erasingFills),
    }),
  RandomShift: (config) => new RandomShift(config.number('pixels')),
};

/** @throws UserError naming the path and the fault where the data describes no layer we know. */
export function makeLayer(config: ConfigReader): Layer {
  return make('layer', layers, config);
}
/** @throws UserError naming the path and the fault where the data describes no loss we know. */
export function makeLoss(config: ConfigReader): Loss {
  return make('loss', losses, config);
}
/** @throws UserError naming the path and the fault where the data describes no accuracy we know. */
export function makeAccuracy(config: ConfigReader): Accuracy {
  return make('accuracy', accuracies, config);
}
/** @throws UserError naming the path and the fault where the data describes no optimizer we know. */
export function makeOptimizer(config: ConfigReader): Optimizer {
  return make('optimizer', optimizers, config);
}
/** @throws UserError naming the path and the fault where the data describes no augmentation we know. */
export function makeAugmentation(config: ConfigReader): Augmentation {
  return make('augmentation', augmentations, config);
}

function make<T>(kind: string, makers: Makers<T>, config: ConfigReader): T {
  const type = config.string('type');
  const maker = Object.hasOwn(makers, type) ? makers[type] : undefined;
  if (!maker) {
    throw new UserError(
      `${config.path}: there is no ${kind} "${type}"; known are ${Object.keys(makers).join(', ')}`,
    );
  }
  try {
    const made = maker(config);
    config.finish();
    return made;
  } catch (error) {
    if (!(error instanceof UserError) || error.message.startsWith(config.path)) throw error;
    throw new UserError(`${config.path}: ${error.message}`, { cause: error });
  }
}

function weightOptions(config: ConfigReader): WeightOptions {
  return {
    weightRegularizerL1: config.number('weightRegularizerL1'),
    weightRegularizerL2: config.number('weightRegularizerL2'),
    biasRegularizerL1: config.number('biasRegularizerL1'),
    biasRegularizerL2: config.number('biasRegularizerL2'),
    initializer: config.choice('initializer', initializers),
  };
}

function courseOptions(config: ConfigReader): { steps?: number } {
  return config.has('steps') ? { steps: config.number('steps') } : {};
}

function poolingOptions(config: ConfigReader): Pooling2DOptions {
  return {
    poolSize: [config.number('poolHeight'), config.number('poolWidth')],
    stride: config.number('stride'),
    padding: config.choice('padding', paddings),
  };
}

function makeSchedule(config: ConfigReader): Schedule {
  return make('schedule', schedules, config);
}

function optimizerOptions(config: ConfigReader): OptimizerOptions {
  return {
    learningRate: config.number('learningRate'),
    decay: config.number('decay'),
    ...(config.has('schedule') && { schedule: makeSchedule(config.object('schedule')) }),
    ...(config.has('clipNorm') && { clipNorm: config.number('clipNorm') }),
    ...(config.has('averaging') && { averaging: config.number('averaging') }),
  };
}

function adamOptions(config: ConfigReader): AdamOptions {
  return {
    ...optimizerOptions(config),
    epsilon: config.number('epsilon'),
    beta1: config.number('beta1'),
    beta2: config.number('beta2'),
  };
}
