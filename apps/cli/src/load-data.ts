import type { TrainTestSplit } from '@fmnist/data';
import { loadDataset, loadFashionMnist } from '@fmnist/data/node';
import { userPath } from './paths';
import { ProgressBars } from './progress-bars';

/**
 * The data set in a folder, or Fashion-MNIST where none is named; with bars where a person looks on, unless it is to be
 * quiet. What is left out of a folder is said on stderr.
 */
export async function loadData(
  folder: string | undefined,
  { quiet = false }: { quiet?: boolean } = {},
): Promise<TrainTestSplit> {
  const bars = new ProgressBars(quiet);
  try {
    if (folder === undefined) {
      return await loadFashionMnist({ onProgress: (progress) => bars.download(progress) });
    }
    return await loadDataset(userPath(folder), {
      onPicture: (read, total) => bars.pictures(read, total),
      onRemark: (remark) => console.error(remark),
    });
  } finally {
    bars.stop();
  }
}
