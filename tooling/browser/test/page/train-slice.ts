/** The job both sides do: this file is run by Node as it is, and by the page with its types taken off. */
import {
  Adam,
  CategoricalAccuracy,
  CategoricalCrossEntropy,
  Dense,
  Model,
  ReLU,
  Rescale,
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

/** Trains 784-128-128-10 on some images and their labels for two epochs. */
export async function trainSlice(
  images: Uint8Array,
  labels: Uint8Array,
  threads: NonNullable<TrainOptions['threads']>,
): Promise<TrainedSlice> {
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
  const x = new Tensor(images, [labels.length, 784]);
  const history = await model.train(x, labels, { epochs: 2, batchSize: 128, seed: 3, threads });
  return { sha256: await weightsSha256(model), threads: history.threads };
}

async function weightsSha256(model: Model): Promise<string> {
  const tensors = model.getParameters().flat();
  const bytes = await new Blob(tensors.map(({ data }) => Float32Array.from(data))).arrayBuffer();
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
