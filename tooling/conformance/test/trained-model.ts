import { Adam, CategoricalCrossEntropy, Dense, Model, ReLU, Rescale, Softmax } from '@fmnist/core';
import { fashionMnist } from '@fmnist/data';
import { loadFashionMnist } from '@fmnist/data/node';

export const data = await loadFashionMnist();

/** A small network that has seen 4,000 pictures: its classes differ, and its probabilities are no round numbers. */
export async function trainSmallModel(): Promise<Model> {
  const model = new Model({ labels: fashionMnist.classNames, seed: 1 });
  model.add(new Rescale(1 / 127.5, -1));
  model.add(new Dense(784, 32));
  model.add(new ReLU());
  model.add(new Dense(32, 10));
  model.add(new Softmax());
  model.set({ loss: new CategoricalCrossEntropy(), optimizer: new Adam({ learningRate: 0.002 }) });
  model.finalize();
  const { images, labels } = data.train;
  await model.train(images.rows(0, 4000), labels.subarray(0, 4000), { epochs: 1, batchSize: 64, threads: 1 });
  return model;
}
