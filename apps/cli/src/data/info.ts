import { countClasses } from '@fmnist/data';
import { datasetSha256 } from '@fmnist/data/node';
import { dataFlag } from '../flags';
import type { LazyCommand } from '../lazy-command';
import { loadData } from '../load-data';
import { padToWidth, widestOf } from '../pad-to-width';

interface InfoFlags {
  data: string | undefined;
  json: boolean;
}

/** `fmnist data info`: what a data set holds. */
export const infoCommand: LazyCommand<InfoFlags> = {
  builder: (yargs) =>
    yargs
      .options({
        data: dataFlag,
        json: { describe: 'Print one JSON object', boolean: true, default: false },
      })
      .example('$0 data info', 'how many pictures of each class there are, and the files’ checksums')
      .example('$0 data info --data my-folder --json', 'the same of your own data set, for programs'),
  handler: info,
};

async function info({ data: folder, json }: InfoFlags): Promise<void> {
  const data = await loadData(folder);
  const { train, test, name, source, files } = data;
  const [inTrain, inTest] = [train, test].map(countClasses);
  const classes = train.classNames.map((className, label) => ({
    label,
    name: className,
    train: inTrain[label],
    test: inTest[label],
  }));
  const [, height, width] = train.images.shape;
  const sha256 = datasetSha256(data);
  if (json) {
    const pictures = { train: train.labels.length, test: test.labels.length };
    console.log(JSON.stringify({ name, source, width, height, pictures, classes, files, sha256 }));
    return;
  }
  console.log(`${name}, ${width}×${height} pixels of 8 bits, from ${source}\n`);
  const columns = widestOf(train.classNames, 12);
  const line = (title: string, ...counts: (string | number)[]) =>
    console.log(
      `${padToWidth(title, columns)} ${counts.map((count) => String(count).padStart(6)).join(' ')}`,
    );
  line('class', 'train', 'test');
  for (const each of classes) line(each.name, each.train, each.test);
  line('all', train.labels.length, test.labels.length);
  console.log('');
  for (const file of files) {
    console.log(`${file.name.padEnd(23)} ${String(file.bytes).padStart(10)} bytes  SHA-256 ${file.sha256}`);
  }
  console.log(`all images and labels: SHA-256 ${sha256}`);
}
