import { Model, UserError } from '@fmnist/core';
import { readFileOrExplain, writeFileAtomically } from '@fmnist/core/node';
import { fashionMnist } from '@fmnist/data';
import { loadFashionMnist } from '@fmnist/data/node';
import { type Flags, parseFlags } from './flags';
import { nameFreePictures } from './free-pictures';
import { measure } from './measure';
import { renderReport } from './report';
import { trainModel } from './train-model';

const EPOCHS = 8;

async function main({ model: file, pictures, seed, out }: Flags): Promise<void> {
  const { train, test } = await loadFashionMnist();
  const model = file ? Model.load(await readFileOrExplain(file, 'model')) : await trainModel(train, EPOCHS);
  const { clean, made } = await measure(model, test, pictures, seed, ({ kind, accuracy }) =>
    console.error(`${kind}: ${accuracy.toFixed(3)}`),
  );
  const drawings = await nameFreePictures(model, fashionMnist.classNames);
  const report = { model: file ?? `784-256-128-10 after ${EPOCHS} epochs`, seed, clean, made, drawings };
  await writeFileAtomically(out, new TextEncoder().encode(`${JSON.stringify(report, null, 2)}\n`));
  console.log(renderReport(report));
}

try {
  await main(parseFlags(process.argv.slice(2)));
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  console.error(`measure: ${error.message}`);
  process.exitCode = 1;
}
