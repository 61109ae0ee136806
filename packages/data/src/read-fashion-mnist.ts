import { Tensor } from '@fmnist/core';
import type { Dataset } from './dataset';
import { type DataFile, fashionMnist } from './fashion-mnist';
import { decodeIdx } from './idx';
import type { TrainTestSplit } from './train-test-split';

/**
 * Fashion-MNIST, wherever its files come from.
 * @param getFile gives a file's contents, decompressed; asked for one file after the other
 * @throws IdxError where they are not what the file should hold.
 */
export async function readFashionMnist(
  getFile: (file: DataFile) => Promise<Uint8Array>,
): Promise<Pick<TrainTestSplit, 'train' | 'test'>> {
  const { files, classNames } = fashionMnist;
  const decode = async (file: DataFile) => decodeIdx(await getFile(file), file.name);
  const dataset = async (imagesFile: DataFile, labelsFile: DataFile): Promise<Dataset> => {
    const images = await decode(imagesFile);
    const labels = await decode(labelsFile);
    return {
      images: new Tensor(Uint8Array.from(images.data), images.shape),
      labels: Uint8Array.from(labels.data),
      classNames,
    };
  };
  return {
    train: await dataset(files.trainImages, files.trainLabels),
    test: await dataset(files.testImages, files.testLabels),
  };
}
