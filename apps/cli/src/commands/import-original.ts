import { type Model, UserError } from '@fmnist/core';
import { readFileOrExplain, writeFileAtomically } from '@fmnist/core/node';
import { fashionMnist } from '@fmnist/data';
import { importOriginal, type OriginalImport } from '@fmnist/interchange';
import { text } from '../flags';
import type { LazyCommand } from '../lazy-command';
import { userPath } from '../paths';

interface ImportFlags {
  file: string;
  out: string;
}

/** `fmnist import-original`: a model from what the original program wrote. */
export const importOriginalCommand: LazyCommand<ImportFlags> = {
  builder: (yargs) =>
    yargs
      .positional('file', {
        describe: 'The pickle; no code in it is run',
        type: 'string',
        demandOption: true,
      })
      .options({
        out: {
          alias: 'o',
          describe: 'Where the model goes',
          string: true,
          demandOption: true,
          coerce: text('out'),
        },
      })
      .example(
        '$0 import-original fashion_mnist.model -o out.safetensors',
        'with its optimizer, to train on',
      ),
  handler: importFile,
};

async function importFile({ file, out }: ImportFlags): Promise<void> {
  const bytes = await readFileOrExplain(userPath(file), 'file');
  const { model, notes } = read(bytes, file);
  const target = userPath(out);
  await writeFileAtomically(target, model.save({ includeOptimizer: model.optimizer !== undefined }));
  console.log(model.summary());
  for (const note of notes) console.log(note);
  if (model.optimizer)
    console.log(`${model.optimizer.type} stands after ${model.optimizer.iterations} steps.`);
  console.log(`Saved ${target}`);
}

function read(bytes: Uint8Array, file: string): OriginalImport {
  try {
    const labels = fashionMnist.classNames;
    const plain = importOriginal(bytes);
    return outputsOf(plain.model) === labels.length ? importOriginal(bytes, { labels }) : plain;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(`${file}: ${error.message}`, { cause: error });
  }
}

function outputsOf({ outputShape }: Model): number {
  return outputShape.reduce((product, length) => product * length, 1);
}
