import { createHash } from 'node:crypto';
import { Adam, CategoricalCrossEntropy, Dense, Model, RandomStream, Rescale, Softmax } from '@fmnist/core';
import { loadFashionMnist } from '@fmnist/data/node';

const add = (a: number, b: number) => Math.fround(a + b);
const [a, b, c] = [1, 1e-8, -1].map(Math.fround);
console.log('(1 + 1e-8) − 1 =', add(add(a, b), c), ' but (1 − 1) + 1e-8 =', add(add(a, c), b));

const stream = new RandomStream(0, 'dropout', 3);
console.log('number 5 of a stream, drawn twice:', stream.uniform(5), stream.uniform(5));

const { train } = await loadFashionMnist();
for (const threads of [1, 2, 3]) {
  const model = new Model();
  model.add(new Rescale(1 / 255));
  model.add(new Dense(784, 10));
  model.add(new Softmax());
  model.set({ loss: new CategoricalCrossEntropy(), optimizer: new Adam() });
  model.finalize();
  await model.train(train.images, train.labels, { batchSize: 128, threads });
  const sha256 = createHash('sha256').update(model.saveParameters()).digest('hex');
  console.log(`${threads} threads: weights ${sha256.slice(0, 16)}…`);
}
