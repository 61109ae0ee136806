import { join } from 'node:path';
import { exportImages } from '@fmnist/data/node';
import type { Argv, CommandModule } from 'yargs';
import { loadData } from '../load-data';
import { userPath } from '../paths';

interface DataFlags {
  'data-dir': string | undefined;
}

const dataDir = {
  describe: 'Folder with the four files of the data set',
  string: true,
  requiresArg: true,
} as const;

const withDataDir = (yargs: Argv): Argv<DataFlags> => yargs.option('data-dir', dataDir);

/** `fmnist data`: the data set itself. */
export const dataCommand: CommandModule = {
  command: 'data <action>',
  describe: 'Fetch, describe or export the data set',
  builder: (yargs) =>
    yargs
      .command<DataFlags>('get', 'Fetch the data set, if it is not there, and verify it', withDataDir, get)
      .command<DataFlags>('info', 'What the data set holds', withDataDir, info)
      .command<DataFlags & { out: string }>(
        'export-images <out>',
        'Write the pictures as <out>/train/<label>/*.png and <out>/test/<label>/*.png',
        (each) =>
          each
            .positional('out', { describe: 'Folder to write into', type: 'string', demandOption: true })
            .option('data-dir', dataDir),
        exportAll,
      )
      .demandCommand(1, 'Say what to do with the data: get, info or export-images')
      .strict(),
  handler: () => {},
};

async function get({ 'data-dir': folder }: DataFlags): Promise<void> {
  const { train, test, source } = await loadData(folder);
  console.log(
    `${train.labels.length} pictures to train on and ${test.labels.length} to test with, from ${source}`,
  );
}

async function info({ 'data-dir': folder }: DataFlags): Promise<void> {
  const { train, test, source } = await loadData(folder);
  console.log(`Fashion-MNIST, 28×28 pixels of 8 bits, from ${source}\n`);
  console.log(`${'class'.padEnd(12)}  train   test`);
  for (const [index, name] of train.classNames.entries()) {
    const counts = [train, test].map(({ labels }) =>
      String(labels.filter((label) => label === index).length),
    );
    console.log(`${name.padEnd(12)} ${counts.map((count) => count.padStart(6)).join(' ')}`);
  }
}

async function exportAll({ out, 'data-dir': folder }: DataFlags & { out: string }): Promise<void> {
  const { train, test } = await loadData(folder);
  const target = userPath(out);
  for (const [name, split] of [
    ['train', train],
    ['test', test],
  ] as const) {
    await exportImages(split, join(target, name));
    console.log(`${split.labels.length} pictures in ${join(target, name)}`);
  }
}
