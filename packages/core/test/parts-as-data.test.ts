import {
  Adagrad,
  Adam,
  AdamW,
  type Augmentation,
  AveragePool2D,
  augmentationsFrom,
  BatchNorm,
  BinaryAccuracy,
  BinaryCrossEntropy,
  CategoricalAccuracy,
  CategoricalCrossEntropy,
  Conv2D,
  CosineDecay,
  Dense,
  Dropout,
  Dropout2D,
  Flatten,
  GlobalAveragePool2D,
  HorizontalFlip,
  type Layer,
  LeakyReLU,
  Linear,
  MaxPool2D,
  MeanAbsoluteError,
  MeanSquaredError,
  Model,
  OneCycle,
  type Optimizer,
  RandomAdjustment,
  RandomAffine,
  RandomErasing,
  RandomShift,
  RegressionAccuracy,
  ReLU,
  Rescale,
  Residual,
  RMSprop,
  SGD,
  Sigmoid,
  Softmax,
  StepDecay,
  Tanh,
  WarmUp,
} from '@fmnist/core';
import { describe, expect, it } from 'vitest';

const penalties = {
  weightRegularizerL1: 0.1,
  weightRegularizerL2: 0.2,
  biasRegularizerL1: 0.3,
  biasRegularizerL2: 0.4,
} as const;
const noPenalties = {
  weightRegularizerL1: 0,
  weightRegularizerL2: 0,
  biasRegularizerL1: 0,
  biasRegularizerL2: 0,
};
const pooling = { poolHeight: 2, poolWidth: 2, stride: 2, padding: 'valid' };
const image: readonly number[] = [6, 6, 4];

/** Each layer, what it is as data, and the samples that it takes. */
const layers: [Layer, object, (readonly number[])?][] = [
  [new Dense(3, 5), { type: 'Dense', inputs: 3, outputs: 5, ...noPenalties, initializer: 'original' }],
  [
    new Dense(3, 5, { ...penalties, initializer: 'glorot' }),
    { type: 'Dense', inputs: 3, outputs: 5, ...penalties, initializer: 'glorot' },
  ],
  [
    new Conv2D(4, 6),
    {
      ...{ type: 'Conv2D', inputs: 4, outputs: 6, kernelHeight: 3, kernelWidth: 3, stride: 1 },
      ...{ padding: 'valid', groups: 1, useBias: true, ...noPenalties, initializer: 'he' },
    },
    image,
  ],
  [
    new Conv2D(4, 6, {
      ...{ kernelSize: [1, 2], stride: 2, padding: 'same', groups: 2, useBias: false },
      ...penalties,
      initializer: 'original',
    }),
    {
      ...{ type: 'Conv2D', inputs: 4, outputs: 6, kernelHeight: 1, kernelWidth: 2, stride: 2 },
      ...{ padding: 'same', groups: 2, useBias: false, ...penalties, initializer: 'original' },
    },
    image,
  ],
  [new BatchNorm(), { type: 'BatchNorm', momentum: 0.9, epsilon: 1e-5 }],
  [new BatchNorm({ momentum: 0.5, epsilon: 0.1 }), { type: 'BatchNorm', momentum: 0.5, epsilon: 0.1 }],
  [new MaxPool2D(), { type: 'MaxPool2D', ...pooling }, image],
  [
    new MaxPool2D({ poolSize: [3, 1], stride: 1, padding: 'same' }),
    { type: 'MaxPool2D', poolHeight: 3, poolWidth: 1, stride: 1, padding: 'same' },
    image,
  ],
  [
    new MaxPool2D({ poolSize: [3, 2] }),
    { type: 'MaxPool2D', poolHeight: 3, poolWidth: 2, stride: 3, padding: 'valid' },
    image,
  ],
  [new AveragePool2D(), { type: 'AveragePool2D', ...pooling }, image],
  [new GlobalAveragePool2D(), { type: 'GlobalAveragePool2D' }, image],
  [new Flatten(), { type: 'Flatten' }, image],
  [new Dropout(0.25), { type: 'Dropout', rate: 0.25 }],
  [new Dropout2D(0.25), { type: 'Dropout2D', rate: 0.25 }, image],
  [new Rescale(2), { type: 'Rescale', scale: 2, offset: 0 }],
  [new Rescale(2, -1), { type: 'Rescale', scale: 2, offset: -1 }],
  [new LeakyReLU(), { type: 'LeakyReLU', slope: 0.01 }],
  [new LeakyReLU(0.5), { type: 'LeakyReLU', slope: 0.5 }],
  [new ReLU(), { type: 'ReLU' }],
  [new Sigmoid(), { type: 'Sigmoid' }],
  [new Softmax(), { type: 'Softmax' }],
  [new Tanh(), { type: 'Tanh' }],
  [new Linear(), { type: 'Linear' }],
  [
    new Residual([new ReLU()], [new Linear()]),
    { type: 'Residual', layers: [{ type: 'ReLU' }], projection: [{ type: 'Linear' }] },
  ],
  [new Residual([new Tanh()]), { type: 'Residual', layers: [{ type: 'Tanh' }], projection: [] }],
];

const adam = { type: 'Adam', learningRate: 0.001, decay: 0, epsilon: 1e-7, beta1: 0.9, beta2: 0.999 };
const scheduled = (schedule: object) => ({ ...adam, schedule });
const optimizers: [Optimizer, object][] = [
  [new SGD(), { type: 'SGD', learningRate: 1, decay: 0, momentum: 0, nesterov: false }],
  [
    new SGD({ learningRate: 2, decay: 0.1, momentum: 0.5, nesterov: true, clipNorm: 3, averaging: 0.9 }),
    {
      ...{ type: 'SGD', learningRate: 2, decay: 0.1, momentum: 0.5, nesterov: true },
      ...{ clipNorm: 3, averaging: 0.9 },
    },
  ],
  [new Adagrad(), { type: 'Adagrad', learningRate: 1, decay: 0, epsilon: 1e-7 }],
  [new Adagrad({ epsilon: 0.5 }), { type: 'Adagrad', learningRate: 1, decay: 0, epsilon: 0.5 }],
  [new RMSprop(), { type: 'RMSprop', learningRate: 0.001, decay: 0, epsilon: 1e-7, rho: 0.9 }],
  [
    new RMSprop({ epsilon: 0.5, rho: 0.1 }),
    { type: 'RMSprop', learningRate: 0.001, decay: 0, epsilon: 0.5, rho: 0.1 },
  ],
  [new Adam(), adam],
  [new Adam({ epsilon: 0.5, beta1: 0.1, beta2: 0.2 }), { ...adam, epsilon: 0.5, beta1: 0.1, beta2: 0.2 }],
  [new AdamW(), { ...adam, type: 'AdamW', weightDecay: 0.01 }],
  [new AdamW({ weightDecay: 0.5 }), { ...adam, type: 'AdamW', weightDecay: 0.5 }],
  [new Adam({ schedule: new CosineDecay() }), scheduled({ type: 'CosineDecay', floor: 0 })],
  [
    new Adam({ schedule: new CosineDecay({ steps: 7, floor: 0.5 }) }),
    scheduled({ type: 'CosineDecay', steps: 7, floor: 0.5 }),
  ],
  [
    new Adam({ schedule: new OneCycle({ steps: 9, warmup: 0.5, start: 0.2, end: 0.1 }) }),
    scheduled({ type: 'OneCycle', steps: 9, warmup: 0.5, start: 0.2, end: 0.1 }),
  ],
  [new Adam({ schedule: new WarmUp({ steps: 3 }) }), scheduled({ type: 'WarmUp', steps: 3 })],
  [
    new Adam({ schedule: new WarmUp({ steps: 3, next: new StepDecay({ every: 2, factor: 0.5 }) }) }),
    scheduled({ type: 'WarmUp', steps: 3, next: { type: 'StepDecay', every: 2, factor: 0.5 } }),
  ],
];

const losses = [
  [
    new CategoricalCrossEntropy(),
    new CategoricalAccuracy(),
    { type: 'CategoricalCrossEntropy' },
    { type: 'CategoricalAccuracy' },
  ],
  [
    new CategoricalCrossEntropy({ labelSmoothing: 0.1 }),
    new CategoricalAccuracy(),
    { type: 'CategoricalCrossEntropy', labelSmoothing: 0.1 },
    { type: 'CategoricalAccuracy' },
  ],
  [
    new BinaryCrossEntropy(),
    new BinaryAccuracy(),
    { type: 'BinaryCrossEntropy' },
    { type: 'BinaryAccuracy' },
  ],
  [
    new MeanSquaredError(),
    new RegressionAccuracy(0.5),
    { type: 'MeanSquaredError' },
    { type: 'RegressionAccuracy', precision: 0.5 },
  ],
  [
    new MeanAbsoluteError(),
    new RegressionAccuracy(2),
    { type: 'MeanAbsoluteError' },
    { type: 'RegressionAccuracy', precision: 2 },
  ],
] as const;

const augmentations: [Augmentation, object][] = [
  [new HorizontalFlip(0.25), { type: 'HorizontalFlip', probability: 0.25 }],
  [
    new RandomAdjustment({ brightness: 0.1, contrast: 0.2 }),
    { type: 'RandomAdjustment', brightness: 0.1, contrast: 0.2 },
  ],
  [new RandomAffine({ rotation: 3, scale: 0.4 }), { type: 'RandomAffine', rotation: 3, scale: 0.4 }],
  [
    new RandomErasing({ probability: 0.5, area: [0.1, 0.2], aspect: [0.3, 4], fill: 'random' }),
    {
      ...{ type: 'RandomErasing', probability: 0.5, leastArea: 0.1, mostArea: 0.2 },
      ...{ leastAspect: 0.3, mostAspect: 4, fill: 'random' },
    },
  ],
  [new RandomShift(2), { type: 'RandomShift', pixels: 2 }],
];

/** What becomes of a model that goes through JSON. */
const again = (model: Model) => Model.fromConfig(JSON.parse(JSON.stringify(model.config()))).config();

describe('as plain data, and made from it again,', () => {
  it.each(layers)('layer %# is the same', (layer, data, inputShape = [3]) => {
    const model = new Model({ inputShape });
    model.add(layer);
    model.finalize();
    expect(model.config().layers).toEqual([data]);
    expect(again(model)).toEqual(model.config());
  });

  it.each(optimizers)('optimizer %# is the same', (optimizer, data) => {
    const model = new Model();
    model.add(new Dense(2, 2));
    model.set({ optimizer });
    model.finalize();
    expect(model.config().optimizer).toEqual(data);
    expect(again(model)).toEqual(model.config());
  });

  it.each(losses)('loss %# and its accuracy are the same', (loss, accuracy, lossData, accuracyData) => {
    const model = new Model();
    model.add(new Dense(2, 2));
    model.set({ loss, accuracy });
    model.finalize();
    expect(model.config()).toMatchObject({ loss: lossData, accuracy: accuracyData });
    expect(model.config().loss).toEqual(lossData);
    expect(again(model)).toEqual(model.config());
  });
});

describe('augmentations as plain data, and made from it again,', () => {
  it.each(augmentations)('are the same: %#', (augmentation, data) => {
    expect(augmentation.config()).toEqual(data);
    const [again, ...others] = augmentationsFrom([data]);
    expect([again.constructor, again.config(), others]).toEqual([augmentation.constructor, data, []]);
  });

  it('are refused with their place', () => {
    const none = [{ type: 'RandomShift', pixels: 2 }, { type: 'None' }];
    const sentence =
      'there is no augmentation "None"; known are HorizontalFlip, RandomAdjustment, RandomAffine';
    expect(() => augmentationsFrom(none)).toThrow(`augment[1]: ${sentence}`);
    expect(() => augmentationsFrom(none, 'recipe.augment')).toThrow(`recipe.augment[1]: ${sentence}`);
  });
});

describe('plain data that describes no part is refused with its place:', () => {
  const dense = { type: 'Dense', inputs: 2, outputs: 2, ...noPenalties, initializer: 'he' };
  const model = { dtype: 'float32', inputShape: [2], layers: [dense] };
  it.each<[object, string]>([
    [{ layers: [{ ...dense, inputs: '2' }] }, 'model.layers[0].inputs must be a finite number, got "2"'],
    [
      { layers: [{ ...dense, initializer: 'zeros' }] },
      'model.layers[0].initializer must be one of original, he, glorot, got "zeros"',
    ],
    [{ layers: [{ ...dense, biases: 1 }] }, 'model.layers[0] has an unknown field "biases"'],
    [{ layers: [dense, 3] }, 'model.layers[1] must be an object, got 3'],
    [{ layers: [[]] }, 'model.layers[0] must be an object, got a list'],
    [{ layers: {} }, 'model.layers must be a list, got an object'],
    [{ layers: [{}] }, 'model.layers[0].type must be a string, got nothing'],
    [{ layers: [{ type: 'toString' }] }, 'model.layers[0]: there is no layer "toString"; known are'],
    [
      { loss: { type: 'None' } },
      'there is no loss "None"; known are BinaryCrossEntropy, CategoricalCrossEntropy',
    ],
    [{ accuracy: { type: 'None' } }, 'there is no accuracy "None"; known are BinaryAccuracy'],
    [{ optimizer: { type: 'None' } }, 'there is no optimizer "None"; known are Adagrad'],
    [
      { optimizer: { ...adam, schedule: { type: 'None' } } },
      'model.optimizer.schedule: there is no schedule "None"; known are CosineDecay',
    ],
    [{ optimizer: { ...adam, beta1: 1 } }, 'model.optimizer: Adam: beta1 must be a number from 0 up to'],
    [
      { optimizer: { type: 'SGD', learningRate: 1, decay: 0, momentum: 0.5, nesterov: 'yes' } },
      'model.optimizer.nesterov must be true or false, got "yes"',
    ],
    [{ inputShape: [2, 0] }, 'model.inputShape must be a list of whole numbers > 0, got a list'],
    [{ labels: ['a', 2] }, 'model.labels must be a list of strings, got a list'],
    [{ dtype: 'x'.repeat(99) }, `model.dtype must be one of float32, float64, got "${'x'.repeat(56)}…`],
  ])('%j', (part, sentence) => {
    expect(() => Model.fromConfig({ ...model, ...part })).toThrow(sentence);
  });
});
