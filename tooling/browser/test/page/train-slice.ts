/** The job both sides do: this file is run by Node as it is, and by the page with its types taken off. */
import {
  Adam,
  AdamW,
  BatchNorm,
  CategoricalAccuracy,
  CategoricalCrossEntropy,
  Conv2D,
  Dense,
  Dropout2D,
  GlobalAveragePool2D,
  HorizontalFlip,
  MaxPool2D,
  Model,
  OneCycle,
  RandomAffine,
  RandomErasing,
  ReLU,
  Rescale,
  Residual,
  Softmax,
  Tensor,
  type TrainOptions,
} from '@fmnist/core';

/** What a training came to. */
export interface TrainedSlice {
  /** SHA-256 of all parameters' float32 bytes, layer by layer, weights before biases. */
  sha256: string;
  /** How many threads worked. */
  threads: number;
}

/** `dense` is 784-128-128-10; `convolutional` is small, and has all that could give other bits in another engine. */
export type SliceNetwork = 'dense' | 'convolutional';

/** Trains a network on some images and their labels for two epochs. */
export async function trainSlice(
  network: SliceNetwork,
  images: Uint8Array,
  labels: Uint8Array,
  threads: NonNullable<TrainOptions['threads']>,
): Promise<TrainedSlice> {
  const model = network === 'dense' ? dense() : convolutional();
  const augment =
    network === 'dense'
      ? []
      : [
          new HorizontalFlip(),
          new RandomAffine({ rotation: 8, scale: 0.1 }),
          new RandomErasing({ probability: 0.3 }),
        ];
  const x = new Tensor(images, [labels.length, 28, 28]);
  const history = await model.train(x, labels, { epochs: 2, batchSize: 128, seed: 3, threads, augment });
  return { sha256: await weightsSha256(model), threads: history.threads };
}

function dense(): Model {
  const model = new Model({ seed: 3 });
  model.add(new Rescale(1 / 255));
  model.add(new Dense(784, 128, { weightRegularizerL2: 5e-4, biasRegularizerL2: 5e-4 }));
  model.add(new ReLU());
  model.add(new Dense(128, 128));
  model.add(new ReLU());
  model.add(new Dense(128, 10));
  model.add(new Softmax());
  model.set({
    loss: new CategoricalCrossEntropy(),
    optimizer: new Adam({ learningRate: 0.002, decay: 5e-4 }),
    accuracy: new CategoricalAccuracy(),
  });
  model.finalize();
  return model;
}

function convolutional(): Model {
  const model = new Model({ inputShape: [28, 28, 1], seed: 3 });
  for (const layer of [
    new Rescale(1 / 255),
    new Conv2D(1, 8, { padding: 'same', stride: 2, useBias: false }),
    new BatchNorm(),
    new ReLU(),
    new Residual([new Conv2D(8, 8, { padding: 'same', useBias: false }), new BatchNorm()]),
    new ReLU(),
    new MaxPool2D(),
    new Dropout2D(0.1),
    new GlobalAveragePool2D(),
    new Dense(8, 10),
    new Softmax(),
  ]) {
    model.add(layer);
  }
  model.set({
    loss: new CategoricalCrossEntropy({ labelSmoothing: 0.05 }),
    optimizer: new AdamW({ learningRate: 0.01, schedule: new OneCycle(), averaging: 0.9, clipNorm: 1 }),
  });
  model.finalize();
  return model;
}

async function weightsSha256(model: Model): Promise<string> {
  const tensors = model.getParameters().flat();
  const bytes = await new Blob(tensors.map(({ data }) => Float32Array.from(data))).arrayBuffer();
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
