import type { Average } from '@fmnist/core';
import { modelFlag } from '../find-model';
import { averageFlag, optional, positiveInteger, text, UsageError } from '../flags';
import type { LazyCommand } from '../lazy-command';
import { loadModel } from '../load-model';
import { classifyPictures } from '../predict/classify-pictures';
import { findPictures } from '../predict/find-pictures';
import type { Detail, Form } from '../predict/forms/form';
import { readPictures } from '../predict/read-pictures';
import { writeOut } from '../predict/write-out';

interface PredictFlags {
  images: string[];
  model: string;
  average: readonly Average[] | undefined;
  all: boolean;
  top: number | undefined;
  json: boolean;
  csv: boolean;
  show: boolean;
  explain: string | undefined;
}

/** `fmnist predict`: what pictures show. */
export const predictCommand: LazyCommand<PredictFlags> = {
  builder: (yargs) =>
    yargs
      .positional('images', {
        describe: 'Picture files, folders, patterns such as "photos/*.jpg", or - for standard input',
        type: 'string',
        array: true,
        demandOption: true,
      })
      .option('model', modelFlag)
      .option('average', averageFlag)
      .option('all', { describe: 'Show the probability of every class', type: 'boolean', default: false })
      .option('top', {
        describe: 'Show the probabilities of so many classes, the likeliest first',
        type: 'string',
        requiresArg: true,
        coerce: optional(positiveInteger('top')),
      })
      .option('json', { describe: 'Print a JSON object for each picture', type: 'boolean', default: false })
      .option('csv', {
        describe: 'Print comma-separated values, with a header',
        type: 'boolean',
        default: false,
      })
      .option('show', {
        describe: 'Draw what the model sees in the terminal, beside bars of the probabilities',
        type: 'boolean',
        default: false,
      })
      .option('explain', {
        describe: 'Write an image of what mattered: a PNG file for one picture, or a folder',
        type: 'string',
        requiresArg: true,
        coerce: optional(text('explain')),
      })
      .check(({ json, csv, show, all, top }) => {
        if ([json, csv, show].filter(Boolean).length > 1) {
          throw new UsageError('--json, --csv and --show are three forms of the same: give one of them');
        }
        if (all && top !== undefined)
          throw new UsageError('--all shows all classes, --top some: give one of them');
        return true;
      })
      .example('$0 predict shoe.png', 'what it shows, and how sure that is')
      .example(
        '$0 predict photos --csv > photos.csv',
        'all pictures of a folder, as a table for other programs',
      )
      .example('$0 predict shoe.png --show --top 3', 'what the model sees, and the three likeliest classes')
      .example('$0 predict shoe.png --explain why.png', 'an image of what the answer hangs on')
      .example('curl -s https://example.org/shoe.png | $0 predict -', 'a picture from another program'),
  handler: predict,
};

async function predict(flags: PredictFlags): Promise<void> {
  const { images, model: named, average = [], explain: target } = flags;
  const found = await findPictures(images);
  const { classifier } = await loadModel(named);
  const files = found.flatMap((picture) => ('file' in picture ? [picture.file] : []));
  const explainer =
    target === undefined
      ? undefined
      : new (await import('../predict/explain/explainer')).Explainer(classifier, target, files.length);
  const form = await formFor(flags, classifier.labels, files);
  await writeOut(form.head);
  for await (const outcome of classifyPictures(classifier, readPictures(found), average)) {
    if ('problem' in outcome) {
      process.exitCode = 1;
      console.error(`fmnist: ${outcome.problem}`);
      continue;
    }
    await writeOut(form.tell({ ...outcome, explanation: await explainer?.write(outcome) }));
  }
}

/** How the user wants it told: a table where a terminal shows it, else plain lines. */
async function formFor(
  flags: PredictFlags,
  labels: readonly string[],
  files: readonly string[],
): Promise<Form> {
  const { json, csv, show, top, all, explain } = flags;
  const detail: Detail = { labels, top, all };
  if (json) return (await import('../predict/forms/json-form')).jsonForm(detail);
  if (csv) return (await import('../predict/forms/csv-form')).csvForm(detail, explain !== undefined);
  if (show) {
    const { colorsOf } = await import('../predict/show/color-depth');
    const { shownForm } = await import('../predict/forms/shown-form');
    return shownForm(detail, colorsOf(process.stdout, process.env));
  }
  if (process.stdout.isTTY) {
    return (await import('../predict/forms/table-form')).tableForm(
      detail,
      files,
      process.stdout.columns || 80,
    );
  }
  return (await import('../predict/forms/plain-form')).plainForm(detail);
}
