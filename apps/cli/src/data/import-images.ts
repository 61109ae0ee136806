import { checkIdxFolder, readImageFolder, writeIdxFolder } from '@fmnist/data/node';
import { fraction, seedNumber } from '../flags';
import type { LazyCommand } from '../lazy-command';
import { userPath } from '../paths';
import { ProgressBars } from '../progress-bars';

interface ImportImagesFlags {
  folder: string;
  out: string;
  'test-share': number;
  seed: number;
  'as-is': boolean;
}

/** `fmnist data import-images`: a data set of picture files. */
export const importImagesCommand: LazyCommand<ImportImagesFlags> = {
  builder: (yargs) =>
    yargs
      .positional('folder', {
        describe: 'Pictures as <label>/*.png, *.jpg, …, or with train/ and test/ over the labels',
        type: 'string',
        demandOption: true,
      })
      .positional('out', {
        describe: 'Folder to write the data set into',
        type: 'string',
        demandOption: true,
      })
      .options({
        'test-share': {
          describe: 'Where there is no test/: the share of each class that is held back to test with',
          default: '0.2',
          coerce: fraction('test-share'),
        },
        seed: { describe: 'Decides which those are', default: '0', coerce: seedNumber('seed') },
        'as-is': {
          describe:
            'Take pictures of 28×28 grey pixels as they are, and no others, instead of preparing them',
          boolean: true,
          default: false,
        },
      })
      .example('$0 data import-images my-pictures my-data', 'then: train --data my-data')
      .example('$0 data import-images digits my-data --as-is', 'of pictures that are 28×28 and grey already'),
  handler: importImages,
};

async function importImages(flags: ImportImagesFlags): Promise<void> {
  const out = userPath(flags.out);
  await checkIdxFolder(out);
  const problems: string[] = [];
  const bars = new ProgressBars();
  try {
    const data = await readImageFolder(userPath(flags.folder), {
      testShare: flags['test-share'],
      seed: flags.seed,
      asIs: flags['as-is'],
      onPicture: (read, total) => bars.pictures(read, total),
      onBadPicture: (message) => problems.push(message),
      onRemark: (remark) => console.error(remark),
    });
    await writeIdxFolder(out, data);
    bars.stop();
    const { train, test } = data;
    console.log(
      `${out}: ${train.classNames.length} classes, ${train.labels.length} pictures to train on and ${test.labels.length} to test with`,
    );
  } finally {
    bars.stop();
    for (const problem of problems) console.error(`fmnist: ${problem}`);
  }
  if (problems.length === 0) return;
  console.error(`fmnist: ${problems.length} of the pictures cannot be used; the data set is without them`);
  process.exitCode = 1;
}
