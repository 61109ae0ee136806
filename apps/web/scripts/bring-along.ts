/**
 * Puts what the site needs beside the page into `public/`: the verified pictures, compressed, the trained models, and
 * the code that Understand shows.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { writeFileAtomically } from '@fmnist/core/node';
import { type Dataset, encodeIdx, fashionMnist, pickFromDataset } from '@fmnist/data';
import { loadFashionMnist } from '@fmnist/data/node';
import { modelUrl, shippedNames } from '@fmnist/models';
import { pictureFiles } from '../src/data/picture-files';
import { sourceCopy, sourceFiles } from '../src/understand/source-files';

const folder = (name: string) => {
  const path = fileURLToPath(new URL(`../public/${name}/`, import.meta.url));
  mkdirSync(path, { recursive: true });
  return path;
};

/** How many test pictures of each class can be picked before the whole data set is there. */
const SAMPLES_PER_CLASS = 4;
/** How many training pictures of each class are sought through for those most alike. */
const NEAR_PER_CLASS = 100;

const { files } = fashionMnist;
const { train, test } = await loadFashionMnist();
const data = folder('data');
await writeSet(train, files.trainImages.name, files.trainLabels.name);
await writeSet(test, files.testImages.name, files.testLabels.name);
const { sample, near } = pictureFiles;
await writeSet(firstOfEach(test, SAMPLES_PER_CLASS), sample.images, sample.labels);
await writeSet(firstOfEach(train, NEAR_PER_CLASS), near.images, near.labels);

const models = folder('models');
for (const name of shippedNames) {
  await writeFileAtomically(`${models}${name}.safetensors`, readFileSync(modelUrl(name)));
}

for (const file of Object.values(sourceFiles)) {
  const copy = `${folder(dirname(sourceCopy(file)))}${basename(sourceCopy(file))}`;
  await writeFileAtomically(copy, readFileSync(new URL(`../../../${file}`, import.meta.url)));
}

async function writeSet({ images, labels }: Dataset, imagesName: string, labelsName: string): Promise<void> {
  const pixels = { shape: images.shape, data: Uint8Array.from(images.data) };
  await writeCompressed(imagesName, encodeIdx(pixels));
  await writeCompressed(labelsName, encodeIdx({ shape: [labels.length], data: labels }));
}

async function writeCompressed(name: string, bytes: Uint8Array): Promise<void> {
  await writeFileAtomically(`${data}${name}.gz`, gzipSync(bytes, { level: 6 }));
}

/** The first `count` of each class, one of each class after the other. */
function firstOfEach({ images, labels, classNames }: Dataset, count: number): Dataset {
  const places = classNames.map((_, c) =>
    Array.from(labels.keys())
      .filter((row) => labels[row] === c)
      .slice(0, count),
  );
  const rows = Array.from({ length: count }, (_, turn) => places.map((of) => of[turn])).flat();
  return pickFromDataset({ images, labels, classNames }, Uint32Array.from(rows));
}
