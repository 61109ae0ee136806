/**
 * The entry of the process that fills the bench's folder: the data set, and a model that ours trained for an epoch. A
 * process of its own, so that the bench itself stays small.
 */
import { loadFashionMnist } from '@fmnist/data/node';
import { presets } from '@fmnist/models';
import type { Images } from '../images';
import { createModel, trainModel } from '../runners/ours';
import { HIDDEN } from '../runners/parameters';
import { writeConvolutionalTask } from './convolutional-task';
import { writeWorkFolder } from './work-folder';

type Dataset = Awaited<ReturnType<typeof loadFashionMnist>>['train'];

function toImages({ images, labels }: Dataset): Images {
  const { data } = images;
  if (!(data instanceof Uint8Array)) throw new Error('The images must be bytes');
  return { count: labels.length, pixels: data, labels };
}

const [folder, threads] = process.argv.slice(2);
const { train, test, source } = await loadFashionMnist();
const data = { train: toImages(train), test: toImages(test) };
const model = createModel(HIDDEN, 0);
const [{ accuracy }] = await trainModel(model, data, { epochs: 1, seed: 0 }, Number(threads));
writeWorkFolder(folder, data, model);
const { model: network, epochs, batchSize } = presets['cnn-small'];
writeConvolutionalTask(folder, network, epochs * Math.ceil(train.labels.length / batchSize));
process.stdout.write(`${JSON.stringify({ source, accuracy })}\n`, () => process.exit());
