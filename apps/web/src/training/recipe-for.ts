import {
  Adagrad,
  Adam,
  AdamW,
  type Augmentation,
  CategoricalCrossEntropy,
  CosineDecay,
  HorizontalFlip,
  OneCycle,
  type Optimizer,
  type OptimizerOptions,
  RandomAffine,
  RandomErasing,
  RandomShift,
  RMSprop,
  type Schedule,
  SGD,
  StepDecay,
  UserError,
} from '@fmnist/core';
import { presets, type Recipe } from '@fmnist/models';
import { parseLayers } from './layer-spec';
import { type LaidNetwork, layNetwork } from './network';
import { initializers, type TrainingConfig } from './training-config';

const PICTURES = 60_000;
/** In how many parts of a training the rate falls step by step, and what is left of it each time. */
const STEP_DECAY = { parts: 3, factor: 0.1 };

/** The network that a training is to have. @throws MisfitError where its layers do not fit. */
export function networkFor(config: TrainingConfig): LaidNetwork {
  const { model } = presets[config.preset];
  const layers = parseLayers(config.layers);
  if (!layers) throw new UserError(`There are no such layers: ${config.layers}`);
  const last = model.layers.findLast(({ type }) => type === 'Dense');
  return layNetwork(layers, {
    takesPictures: model.inputShape.length > 1 || augmentFor(config).length > 0,
    initializer: config.initializer,
    lastInitializer: initializers.find((name) => name === last?.initializer) ?? config.initializer,
    l2: config.l2,
  });
}

/**
 * The recipe of a training: that of its preset, with what was changed in it.
 * @throws MisfitError where its layers do not fit.
 */
export function recipeFor(config: TrainingConfig): Recipe {
  const { about, model } = presets[config.preset];
  const { inputShape, layers } = networkFor(config);
  const { smoothing } = config;
  const loss = new CategoricalCrossEntropy(smoothing > 0 ? { labelSmoothing: smoothing } : {});
  return {
    about,
    model: {
      ...model,
      inputShape,
      layers: layers.map((layer) => layer.config()),
      loss: loss.config(),
      optimizer: optimizerFor(config).config(),
    },
    epochs: config.epochs,
    batchSize: config.batch,
    augment: augmentFor(config).map((each) => each.config()),
  };
}

function optimizerFor(config: TrainingConfig): Optimizer {
  const { optimizer, rate, momentum, decay, weightDecay } = config;
  const schedule = scheduleFor(config);
  const averaging = presets[config.preset].model.optimizer?.averaging;
  const options: OptimizerOptions = {
    learningRate: rate,
    decay,
    ...(schedule && { schedule }),
    ...(averaging !== undefined && { averaging: Number(averaging) }),
  };
  switch (optimizer) {
    case 'sgd':
      return new SGD({ ...options, momentum });
    case 'adagrad':
      return new Adagrad(options);
    case 'rmsprop':
      return new RMSprop(options);
    case 'adam':
      return new Adam(options);
    case 'adamw':
      return new AdamW({ ...options, weightDecay });
  }
}

function scheduleFor({ schedule, epochs, batch }: TrainingConfig): Schedule | undefined {
  switch (schedule) {
    case 'none':
      return undefined;
    case 'cosine':
      return new CosineDecay();
    case 'one-cycle':
      return new OneCycle();
    case 'steps': {
      const steps = epochs * Math.ceil(PICTURES / batch);
      return new StepDecay({ every: Math.ceil(steps / STEP_DECAY.parts), factor: STEP_DECAY.factor });
    }
  }
}

function augmentFor({ flip, shift, turn, erase }: TrainingConfig): Augmentation[] {
  return [
    ...(flip > 0 ? [new HorizontalFlip(flip)] : []),
    ...(shift > 0 ? [new RandomShift(shift)] : []),
    ...(turn > 0 ? [new RandomAffine({ rotation: turn, scale: 0 })] : []),
    ...(erase > 0 ? [new RandomErasing({ probability: erase })] : []),
  ];
}
