import { Adam, CategoricalCrossEntropy, Dense, Model, ReLU, Softmax, Tensor } from '@fmnist/core';

/** Learns which of two bits differ. @param {number} threads how many to train on */
export async function trainXor(threads) {
  const model = new Model({ seed: 1 });
  model.add(new Dense(2, 8, { initializer: 'he' }));
  model.add(new ReLU());
  model.add(new Dense(8, 2));
  model.add(new Softmax());
  model.set({ loss: new CategoricalCrossEntropy(), optimizer: new Adam({ learningRate: 0.05 }) });
  model.finalize();

  const bits = [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ];
  const history = await model.train(Tensor.from(bits), Uint8Array.of(0, 1, 1, 0), { epochs: 100, threads });
  const predictions = await model.predict(Tensor.from(bits));
  return { threads: history.threads, accuracy: history.epochs.at(-1).accuracy, first: predictions.data[0] };
}
