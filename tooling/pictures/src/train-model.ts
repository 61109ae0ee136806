import { Adam, CategoricalCrossEntropy, Dense, Model, ReLU, Rescale, Softmax, Tensor } from '@fmnist/core';
import type { Dataset } from '@fmnist/data';
import { Dice } from './dice';

const SIDE = 28;

/**
 * A network 784-256-128-10, trained on pictures of which a random half is mirrored: what others made faces either way,
 * and the data set's shoes face one way alone.
 */
export async function trainModel({ images, labels, classNames }: Dataset, epochs: number): Promise<Model> {
  const model = new Model({ labels: [...classNames], seed: 1 });
  model.add(new Rescale(1 / 255));
  model.add(new Dense(784, 256));
  model.add(new ReLU());
  model.add(new Dense(256, 128));
  model.add(new ReLU());
  model.add(new Dense(128, 10));
  model.add(new Softmax());
  model.set({
    loss: new CategoricalCrossEntropy(),
    optimizer: new Adam({ learningRate: 0.002, decay: 5e-4 }),
  });
  model.finalize();
  await model.train(mirrorHalf(images), labels, { epochs, batchSize: 128 });
  return model;
}

function mirrorHalf(images: Tensor): Tensor {
  const dice = new Dice(1, 'mirror');
  const [count] = images.shape;
  const pixels = Uint8Array.from(images.data);
  for (let row = 0; row < count * SIDE; row += SIDE) {
    if (dice.chance(0.5))
      for (let y = row; y < row + SIDE; y++) pixels.subarray(y * SIDE, (y + 1) * SIDE).reverse();
  }
  return new Tensor(pixels, images.shape);
}
