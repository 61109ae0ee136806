import { createHash } from 'node:crypto';
// The built package: workers are started from the files that users get.
import {
  Adam,
  CategoricalCrossEntropy,
  Dense,
  Dropout,
  type Layer,
  Model,
  type Optimizer,
  RandomStream,
  ReLU,
  Rescale,
  Softmax,
  Tensor,
} from '@fmnist/core';

/** What the tests of trainings share: pictures to learn, a network with something of everything, a hash to compare. */

export const INPUTS = 30;
export const CLASSES = 5;

/** Pictures of bytes, a half of them black, brighter in another place for each class. */
export function pictures(rows: number): { x: Tensor; y: Uint8Array } {
  const random = new RandomStream(5, 'pictures');
  const y = Uint8Array.from({ length: rows }, (_, row) => row % CLASSES);
  const pixels = Uint8Array.from({ length: rows * INPUTS }, (_, i) => {
    const isOwn = Math.floor((i % INPUTS) / 6) === y[Math.floor(i / INPUTS)];
    return random.uniform(i) < 0.5 ? 0 : 255 * random.uniform(rows * INPUTS + i) * (isOwn ? 1 : 0.6);
  });
  return { x: new Tensor(pixels, [rows, INPUTS]), y };
}

/** A network with dropout and penalties, and what trains it. */
export function classifier(
  extra: readonly Layer[] = [],
  optimizer: Optimizer = new Adam({ learningRate: 0.01, decay: 1e-3 }),
): Model {
  const model = new Model({ seed: 3 });
  model.add(new Rescale(1 / 255));
  model.add(new Dense(INPUTS, 37, { weightRegularizerL2: 1e-3, biasRegularizerL1: 1e-3 }));
  model.add(new ReLU());
  model.add(new Dropout(0.2));
  for (const layer of extra) model.add(layer);
  model.add(new Dense(37, 11));
  model.add(new ReLU());
  model.add(new Dense(11, CLASSES));
  model.add(new Softmax());
  model.set({ loss: new CategoricalCrossEntropy(), optimizer });
  model.finalize();
  return model;
}

/** The same for the same parameters, to the last bit. */
export const hashOf = (model: Model) => createHash('sha256').update(model.saveParameters()).digest('hex');
