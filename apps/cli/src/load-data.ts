import { type DownloadProgress, type FashionMnist, loadFashionMnist } from '@fmnist/data/node';
import { Presets, SingleBar } from 'cli-progress';
import { userPath } from './paths';

/** The data set, with a bar for each file that is downloaded where a person looks on. */
export async function loadData(dataDir: string | undefined): Promise<FashionMnist> {
  const bars = new Map<string, SingleBar>();
  const onProgress = ({ file, receivedBytes, totalBytes }: DownloadProgress) => {
    let bar = bars.get(file);
    if (!bar) {
      bar = new SingleBar(
        {
          format: `${file} {bar} {percentage}% of {total} bytes`,
          stream: process.stderr,
          noTTYOutput: false,
        },
        Presets.shades_classic,
      );
      bar.start(totalBytes ?? 0, 0);
      bars.set(file, bar);
    }
    bar.update(receivedBytes);
    if (receivedBytes === totalBytes) bar.stop();
  };
  try {
    return await loadFashionMnist({
      dataDir: dataDir === undefined ? undefined : userPath(dataDir),
      onProgress,
    });
  } finally {
    for (const bar of bars.values()) bar.stop();
  }
}
