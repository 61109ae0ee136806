/** Learns a data set as small as Iris, 150 points of three classes, and tells how well. */
import {
  Adam,
  CategoricalCrossEntropy,
  Dense,
  Model,
  RandomStream,
  ReLU,
  Softmax,
  Tensor,
} from '@fmnist/core';

// Three arms of a spiral, 50 points each: no straight line tells them apart.
const noise = new RandomStream(0, 'noise');
const labels = Uint8Array.from({ length: 150 }, (_, i) => Math.floor(i / 50));
const points = Array.from(labels, (label, i) => {
  const radius = (i % 50) / 50;
  const angle = 4 * (label + radius) + 0.2 * noise.normal(i);
  return [radius * Math.sin(angle), radius * Math.cos(angle)];
});

const model = new Model({ labels: ['first arm', 'second arm', 'third arm'] });
model.add(new Dense(2, 64, { initializer: 'he' }));
model.add(new ReLU());
model.add(new Dense(64, 3));
model.add(new Softmax());
model.set({ loss: new CategoricalCrossEntropy(), optimizer: new Adam({ learningRate: 0.02 }) });
model.finalize();
console.log(model.summary());

const x = Tensor.from(points);
await model.train(x, labels, { epochs: 200, batchSize: 50 });
const { accuracy } = await model.evaluate(x, labels);
console.log(`right for ${(100 * accuracy).toFixed(0)}% of the points`);

const [probabilities] = (await model.predict(Tensor.from([[0.5, -0.5]]))).toArray() as number[][];
probabilities.forEach((probability, arm) => {
  console.log(`${model.labels?.[arm]}: ${(100 * probability).toFixed(1)}%`);
});
