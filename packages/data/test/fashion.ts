import { pickFromDataset } from '../src/dataset';
import { loadFashionMnist } from '../src/load';

export const fashion = await loadFashionMnist();

/** The first pictures of the test set. */
export const some = (count: number) =>
  pickFromDataset(
    fashion.test,
    Uint32Array.from({ length: count }, (_, row) => row),
  );

/** Each picture with its label, as a text to compare. */
export const rowsOf = ({ images, labels }: typeof fashion.test) =>
  Array.from(labels, (label, row) => `${label}: ${images.data.subarray(row * 784, (row + 1) * 784).join()}`);
