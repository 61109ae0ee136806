/** Learns pictures of your own, a folder a class, and names another: `pnpm own-images FOLDER PICTURE`. */
import { readFile } from 'node:fs/promises';
import { Adam, CategoricalCrossEntropy, Dense, Model, ReLU, Rescale, Softmax, Tensor } from '@fmnist/core';
import { prepare } from '@fmnist/data';
import { decodeImage, readImageFolder } from '@fmnist/data/node';

const [folder, picture] = process.argv.slice(2);
const { train, test } = await readImageFolder(folder, { onBadPicture: (message) => console.error(message) });

const model = new Model({ labels: train.classNames });
model.add(new Rescale(1 / 255));
model.add(new Dense(28 * 28, 64));
model.add(new ReLU());
model.add(new Dense(64, train.classNames.length));
model.add(new Softmax());
model.set({ loss: new CategoricalCrossEntropy(), optimizer: new Adam() });
model.finalize();
await model.train(train.images, train.labels, { epochs: 20, batchSize: 16 });
const { accuracy } = await model.evaluate(test.images, test.labels);
console.log(`right for ${(100 * accuracy).toFixed(0)}% of ${test.labels.length} pictures held back`);

const pixels = prepare(await decodeImage(await readFile(picture), picture));
const probabilities = [...(await model.predict(new Tensor(pixels, [1, 28, 28]))).data];
const best = probabilities.indexOf(Math.max(...probabilities));
console.log(`${picture}: ${train.classNames[best]} (${(100 * probabilities[best]).toFixed(1)}%)`);
