import { UserError } from '@fmnist/core';
import { writeFileAtomically } from '@fmnist/core/node';
import isUnicodeSupported from 'is-unicode-supported';
import pc from 'picocolors';
import { dataFlag, optional, path, positiveInteger, seedNumber } from '../flags';
import type { LazyCommand } from '../lazy-command';
import { loadData } from '../load-data';
import { contactSheet } from './contact-sheet';
import { PICTURE_COLUMNS, sheetText } from './sheet-text';

interface ShowFlags {
  data: string | undefined;
  split: 'train' | 'test';
  class: readonly string[] | undefined;
  count: number | undefined;
  seed: number;
  out: string | undefined;
}

/** How many pictures of a class a file shows. */
const IN_FILE = 10;

/** `fmnist data show`: pictures of a data set, to look at. */
export const showCommand: LazyCommand<ShowFlags> = {
  builder: (yargs) =>
    yargs
      .options({
        data: dataFlag,
        split: { describe: 'Of which part', choices: ['train', 'test'] as const, default: 'train' as const },
        class: {
          describe: 'Of which class, by name or number; may be given more than once [default: of all]',
          type: 'string',
          array: true,
          requiresArg: true,
        },
        count: {
          describe: `How many pictures of each class [default: as many as the terminal is wide; ${IN_FILE} in a file]`,
          type: 'string',
          coerce: optional(positiveInteger('count')),
        },
        seed: { describe: 'Decides which', default: '0', coerce: seedNumber('seed') },
        out: {
          alias: 'o',
          describe: 'PNG file to write, a row a class [default: show in the terminal]',
          type: 'string',
          coerce: optional(path('out')),
        },
      })
      .example('$0 data show --class Bag', 'bags, in the terminal')
      .example('$0 data show --split test -o sheet.png', 'a row of pictures of each class, as a file'),
  handler: show,
};

async function show({ data: folder, split, class: named, count, seed, out }: ShowFlags): Promise<void> {
  const dataset = (await loadData(folder))[split];
  const labels = named
    ? named.map((name) => labelOf(name, dataset.classNames))
    : [...dataset.classNames.keys()];
  if (out === undefined) {
    const fitting = Math.max(1, Math.floor(((process.stdout.columns ?? 80) + 1) / PICTURE_COLUMNS));
    const rows = contactSheet(dataset, { labels, count: count ?? fitting, seed });
    console.log(sheetText(rows, pc.isColorSupported && isUnicodeSupported()));
    return;
  }
  const rows = contactSheet(dataset, { labels, count: count ?? IN_FILE, seed });
  const { sheetPng } = await import('./sheet-png');
  await writeFileAtomically(out, await sheetPng(rows));
  for (const [row, { className }] of rows.entries()) console.log(`row ${row + 1}: ${className}`);
  console.log(out);
}

function labelOf(name: string, classNames: readonly string[]): number {
  const label = classNames.indexOf(name.normalize('NFC'));
  if (label !== -1) return label;
  if (/^\d+$/.test(name) && Number(name) < classNames.length) return Number(name);
  throw new UserError(`There is no class ${JSON.stringify(name)}: the classes are ${classNames.join(', ')}`);
}
