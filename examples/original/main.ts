/**
 * The original NumPy program, line by line: data, network, training, and a look at what came of it. It prints what the original
 * prints. `pnpm original 3` trains for 3 epochs instead of 15.
 */
import { readFile } from 'node:fs/promises';
import {
  Adam,
  CategoricalAccuracy,
  CategoricalCrossEntropy,
  Dense,
  Model,
  ReLU,
  Rescale,
  Softmax,
} from '@fmnist/core';
import { writeFileAtomically } from '@fmnist/core/node';
import { loadFashionMnist } from '@fmnist/data/node';

// Create the data set. It need not be shuffled, as train() does that, nor be made flat and scaled: the model does.
const { train, test } = await loadFashionMnist();

// Instantiate the model, and add layers.
const model = new Model({ labels: train.classNames });
model.add(new Rescale(1 / 255));
model.add(new Dense(784, 128, { weightRegularizerL2: 5e-4, biasRegularizerL2: 5e-4 }));
model.add(new ReLU());
model.add(new Dense(128, 128));
model.add(new ReLU());
model.add(new Dense(128, 10));
model.add(new Softmax());

// Set loss, optimizer and accuracy, and finalize.
model.set({
  loss: new CategoricalCrossEntropy(),
  optimizer: new Adam({ learningRate: 0.002, decay: 5e-4 }),
  accuracy: new CategoricalAccuracy(),
});
model.finalize();

// Train.
await model.train(train.images, train.labels, {
  validationData: [test.images, test.labels],
  epochs: Number(process.argv[2] ?? 15),
  batchSize: 128,
  printEvery: 100,
});

// Save the model, load it, and evaluate what was loaded.
await writeFileAtomically('fashion_mnist.model.safetensors', model.save());
const loaded = Model.load(await readFile('fashion_mnist.model.safetensors'));
const { accuracy, loss } = await loaded.evaluate(test.images, test.labels);
console.log(`validation, acc: ${accuracy.toFixed(3)}, loss: ${loss.toFixed(3)}`);

// Predict the first pictures, and compare with what they show.
const confidences = await loaded.predict(test.images.rows(0, 5));
for (let row = 0; row < 5; row++) {
  const probabilities = [...confidences.rows(row, row + 1).data];
  const prediction = probabilities.indexOf(Math.max(...probabilities));
  console.log(`${loaded.labels?.[prediction]} (shows: ${test.classNames[test.labels[row]]})`);
}
