import {
  Adam,
  AdamW,
  BatchNorm,
  CategoricalCrossEntropy,
  Conv2D,
  CosineDecay,
  Dense,
  Dropout,
  Flatten,
  GlobalAveragePool2D,
  MaxPool2D,
  MeanSquaredError,
  Model,
  ReLU,
  Rescale,
  Residual,
  SGD,
  Softmax,
} from '@fmnist/core';

/** Models with few numbers and most kinds of parts. */
export function smallModels(): Model[] {
  return [dense(), convolutional(), residual()];
}

function dense(): Model {
  const model = new Model({ labels: ['shirt', 'shoe'], seed: 1 });
  model.add(new Rescale(1 / 255));
  model.add(new Dense(3, 2, { weightRegularizerL2: 5e-4 }));
  model.add(new ReLU());
  model.add(new Dense(2, 2));
  model.add(new Softmax());
  model.set({ loss: new CategoricalCrossEntropy({ labelSmoothing: 0.1 }), optimizer: new Adam() });
  model.finalize();
  return model;
}

function convolutional(): Model {
  const model = new Model({ inputShape: [4, 4, 1] });
  model.add(new Conv2D(1, 2, { kernelSize: 3, padding: 'same' }));
  model.add(new BatchNorm());
  model.add(new ReLU());
  model.add(new MaxPool2D());
  model.add(new Dropout(0.25));
  model.add(new Flatten());
  model.add(new Dense(8, 2));
  model.add(new Softmax());
  const optimizer = new AdamW({ schedule: new CosineDecay(), clipNorm: 1, averaging: 0.9 });
  model.set({ loss: new CategoricalCrossEntropy(), optimizer });
  model.finalize();
  return model;
}

function residual(): Model {
  const model = new Model({ dtype: 'float64', inputShape: [2, 2, 1] });
  model.add(new Residual([new Conv2D(1, 2, { kernelSize: 1 })], [new Conv2D(1, 2, { kernelSize: 1 })]));
  model.add(new GlobalAveragePool2D());
  model.set({ loss: new MeanSquaredError(), optimizer: new SGD({ momentum: 0.9 }) });
  model.finalize();
  return model;
}
