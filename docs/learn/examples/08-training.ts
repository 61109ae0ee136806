import { Adam, CategoricalCrossEntropy, Dense, Model, ReLU, Rescale, Softmax } from '@fmnist/core';
import { loadFashionMnist } from '@fmnist/data/node';

const { train, test } = await loadFashionMnist();
const model = new Model({ seed: 1, labels: train.classNames });
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
});
model.finalize();
await model.train(train.images, train.labels, {
  epochs: 2,
  batchSize: 128,
  printEvery: 200,
  validationData: [test.images, test.labels],
});

const again = Model.load(model.save());
const probabilities = await again.predict(test.images.rows(0, 1));
const [likeliest] = again.labels?.filter((_, i) => probabilities.data[i] > 0.5) ?? [];
console.log(`the first test picture shows: ${likeliest}`);
