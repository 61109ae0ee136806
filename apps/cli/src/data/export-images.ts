import { join } from 'node:path';
import { exportImages, writeLabelsFile } from '@fmnist/data/node';
import { dataFlag } from '../flags';
import type { LazyCommand } from '../lazy-command';
import { loadData } from '../load-data';
import { userPath } from '../paths';
import { ProgressBars } from '../progress-bars';

interface ExportImagesFlags {
  out: string;
  data: string | undefined;
}

/** `fmnist data export-images`: a data set as picture files. */
export const exportImagesCommand: LazyCommand<ExportImagesFlags> = {
  builder: (yargs) =>
    yargs
      .positional('out', { describe: 'Folder to write into', type: 'string', demandOption: true })
      .option('data', dataFlag)
      .example(
        '$0 data export-images pictures',
        'pictures/train/9/00000.png and so on, and pictures/labels.txt',
      ),
  handler: exportAll,
};

async function exportAll({ out, data: folder }: ExportImagesFlags): Promise<void> {
  const { train, test } = await loadData(folder);
  const target = userPath(out);
  await writeLabelsFile(target, train.classNames);
  const bars = new ProgressBars();
  try {
    const total = train.labels.length + test.labels.length;
    await exportImages(train, join(target, 'train'), (written) => bars.pictures(written, total));
    await exportImages(test, join(target, 'test'), (written) =>
      bars.pictures(train.labels.length + written, total),
    );
  } finally {
    bars.stop();
  }
  console.log(`${train.labels.length} pictures in ${join(target, 'train')}`);
  console.log(`${test.labels.length} pictures in ${join(target, 'test')}`);
}
