/** Trains a preset as `fmnist train --preset` does, and packs what comes of it with its card: `pnpm make cnn --seed 1`. */
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Callbacks, Model, progressPrinter, type Tensor, UserError } from '@fmnist/core';
import { CheckpointFile, writeFileAtomically } from '@fmnist/core/node';
import { type Dataset, splitDataset } from '@fmnist/data';
import { loadFashionMnist } from '@fmnist/data/node';
import yargs from 'yargs';
import { hideBin } from 'yargs/helpers';
import {
  augmentationsOf,
  calibrated,
  calibrationBins,
  calibrationError,
  cardText,
  commandFor,
  countParameters,
  fitTemperature,
  type ModelCard,
  measureTest,
  type PresetName,
  presetNames,
  presets,
  splitModel,
} from '../src';
import { weightsSha256 } from '../src/card/weights-hash';
import { pack } from './pack';

const folder = fileURLToPath(new URL('..', import.meta.url));

const {
  _: words,
  seed,
  calibrate,
  check,
} = await yargs(hideBin(process.argv))
  .usage('$0 <preset>: train it, and write its weights and its card')
  .option('seed', { type: 'number', default: 1, describe: 'What everything random depends on' })
  .option('calibrate', {
    type: 'boolean',
    default: false,
    describe: 'Only hold back a tenth of the training pictures, and tell the temperature that suits them',
  })
  .option('check', {
    type: 'boolean',
    default: false,
    describe: 'Only compare with the file that is there',
  })
  .demandCommand(1, 1)
  .strict()
  .parse();
const name = presetNamed(words[0]);
const recipe = presets[name];
const { train, test } = await loadFashionMnist();
const cardFile = join(folder, 'cards', `${name}.json`);
const weightsFile = join(folder, 'weights', `${name}.safetensors`);

if (calibrate) await tellTemperature();
else if (check) await compare();
else await ship();

/** What it takes to bring probabilities nearer to how often they are right, on pictures that were not trained on. */
async function tellTemperature(): Promise<void> {
  const [held, rest] = splitDataset(train, 0.1, seed);
  const { model } = await trained(rest);
  const predictions = await model.predict(held.images);
  const error = (probabilities: Tensor) => calibrationError(calibrationBins(probabilities, held.labels));
  const temperature = fitTemperature(predictions, held.labels);
  const { accuracy } = await model.evaluate(held.images, held.labels);
  const after = error(await calibrated(model, temperature).predict(held.images));
  console.log(
    `${name}: accuracy ${accuracy.toFixed(4)} on ${held.labels.length} pictures held back; ` +
      `temperature ${temperature.toFixed(3)} brings the calibration error from ${error(predictions).toFixed(4)} to ${after.toFixed(4)}`,
  );
}

async function compare(): Promise<void> {
  const { model } = await trained(train);
  const hash = weightsSha256(model);
  const card = JSON.parse(await readFile(cardFile, 'utf8'));
  if (card.weightsSha256 !== hash) {
    throw new UserError(`${name}: the card says ${card.weightsSha256}, the training gave ${hash}`);
  }
  const { bytes } = await pack(asShipped(model), train);
  if (!(await readFile(weightsFile)).equals(bytes)) {
    throw new UserError(`${name}: the weights are the same, but what else is in ${weightsFile} is not`);
  }
  console.log(`${name}: the same file, with the weights ${hash}`);
}

/** What a training gave, with probabilities that are as honest as the recipe makes them. */
function asShipped(model: Model): Model {
  const { temperature } = recipe;
  return temperature === undefined ? model : calibrated(model, temperature);
}

function presetNamed(word: unknown): PresetName {
  const found = presetNames.find((each) => each === word);
  if (!found) throw new UserError(`There is no preset ${word}: name one of ${presetNames.join(', ')}`);
  return found;
}

async function trained(on: Dataset): Promise<{ model: Model; seconds: number; threads: number }> {
  const path = join(folder, 'make', `${name}-${seed}-${on.labels.length}.checkpoint.safetensors`);
  const resumed = existsSync(path) ? Model.loadCheckpoint(await readFile(path)) : undefined;
  const fresh = resumed?.model ?? Model.fromConfig(recipe.model, { seed });
  const callbacks: Callbacks[] = [progressPrinter(console.log), new CheckpointFile(path, { everyEpochs: 1 })];
  const history = await fresh.train(on.images, on.labels, {
    epochs: recipe.epochs,
    batchSize: recipe.batchSize,
    augment: augmentationsOf(recipe),
    seed,
    callbacks,
    ...(resumed && { resume: resumed.progress }),
  });
  const duration = history.epochs.reduce((sum, { durationMs }) => sum + durationMs, 0) / 1000;
  await rm(path, { force: true });
  return { model: fresh, seconds: duration, threads: history.threads };
}

async function ship(): Promise<void> {
  const { model, seconds, threads } = await trained(train);
  const hash = weightsSha256(model);
  const shipped = asShipped(model);
  const { bytes, novelty, threshold } = await pack(shipped, train);
  const distances = await novelty.distances(await splitModel(shipped).features.predict(test.images));
  const card: ModelCard = {
    name,
    about: recipe.about,
    command: commandFor(name, seed),
    seed,
    weightsSha256: hash,
    parameters: countParameters(shipped),
    bytes: bytes.length,
    epochs: recipe.epochs,
    training: { seconds, threads, machine: `${cpus()[0]?.model.trim()} with Node ${process.versions.node}` },
    test: measureTest(
      await shipped.predict(test.images),
      await shipped.predict(test.images, { average: ['flip'] }),
      test.labels,
      test.classNames,
      distances.filter((distance) => distance > threshold).length,
    ),
  };
  await mkdir(join(folder, 'weights'), { recursive: true });
  await mkdir(join(folder, 'cards'), { recursive: true });
  await writeFileAtomically(weightsFile, bytes);
  await writeFileAtomically(cardFile, `${JSON.stringify(card, null, 2)}\n`);
  await writeFileAtomically(join(folder, 'cards', `${name}.md`), cardText(card, recipe));
  console.log(`${name}: ${(100 * card.test.accuracy).toFixed(2)}% of the test pictures, weights ${hash}`);
}
