import { type LazyCommand, lazily } from '../lazy-command';

/** `fmnist data`: the data set itself. */
export const dataCommand: LazyCommand = {
  builder: (yargs) =>
    yargs
      .command(
        lazily(
          'get',
          'Fetch the data set, if it is not there, and verify it',
          async () => (await import('../data/get')).getCommand,
        ),
      )
      .command(
        lazily(
          'info',
          'Tell what the data set holds: classes, counts, files, checksums',
          async () => (await import('../data/info')).infoCommand,
        ),
      )
      .command(
        lazily(
          'show',
          'Show some pictures of each class, in the terminal or as a PNG file',
          async () => (await import('../data/show')).showCommand,
        ),
      )
      .command(
        lazily(
          'import-images <folder> <out>',
          'Make a data set of your own pictures, a folder for each class',
          async () => (await import('../data/import-images')).importImagesCommand,
        ),
      )
      .command(
        lazily(
          'export-images <out>',
          'Write the pictures as <out>/train/<label>/*.png and <out>/test/<label>/*.png',
          async () => (await import('../data/export-images')).exportImagesCommand,
        ),
      )
      .command(
        lazily(
          'verify',
          'Check each file: its checksum, its structure',
          async () => (await import('../data/verify')).verifyCommand,
        ),
      )
      .command(
        lazily(
          'clean',
          'Remove what was fetched from the cache',
          async () => (await import('../data/clean')).cleanCommand,
        ),
      )
      .example('$0 data info', 'how many pictures of each class there are')
      .example('$0 data import-images my-pictures my-data', 'your own pictures, for train --data my-data')
      .demandCommand(
        1,
        'Say what to do with the data: get, info, show, import-images, export-images, verify or clean',
      )
      .strict(),
  handler: () => {},
};
