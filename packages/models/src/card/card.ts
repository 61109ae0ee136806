import type { Model, Tensor } from '@fmnist/core';
import { calibrationBins, calibrationError } from '../measures/calibration';
import {
  accuracyOf,
  type ClassMeasures,
  type ConfusionMatrix,
  confusionMatrix,
  measureClasses,
  predictedClasses,
} from '../measures/confusion';
import { wilsonInterval } from '../measures/interval';
import type { Recipe } from '../presets/recipe';

/** How a model does on the test pictures, of which nothing was used to make it. */
export interface TestMeasures {
  readonly pictures: number;
  readonly accuracy: number;
  /** Where the accuracy lies with 95% confidence. */
  readonly interval: readonly [low: number, high: number];
  /** The accuracy averaged over each picture and its mirror image. */
  readonly mirroredAccuracy: number;
  /** The expected calibration error: how far probabilities are from how often they are right. */
  readonly calibrationError: number;
  readonly classes: readonly ClassMeasures[];
  readonly confusion: ConfusionMatrix;
  /** The share of test pictures that are flagged as no garment. */
  readonly flagged: number;
}

/** What somebody should know of a trained model before using it. */
export interface ModelCard {
  readonly name: string;
  readonly about: string;
  /** What makes the same weights again. */
  readonly command: string;
  readonly seed: number;
  /** SHA-256 of the parameters' float32 bytes, as `train --json` gives it. */
  readonly weightsSha256: string;
  readonly parameters: number;
  readonly bytes: number;
  readonly epochs: number;
  readonly training: { readonly seconds: number; readonly threads: number; readonly machine: string };
  readonly test: TestMeasures;
}

/**
 * Measures a classifier of the data set on its test pictures.
 * @param predictions its probabilities [n, classes]
 * @param mirrored those averaged with its mirror images'
 * @param flagged how many of the pictures were flagged as no garment
 */
export function measureTest(
  predictions: Tensor,
  mirrored: Tensor,
  labels: Uint8Array,
  classNames: readonly string[],
  flagged: number,
): TestMeasures {
  const confusionOf = (probabilities: Tensor) =>
    confusionMatrix(predictedClasses(probabilities), labels, classNames.length);
  const confusion = confusionOf(predictions);
  const accuracy = accuracyOf(confusion);
  return {
    pictures: labels.length,
    accuracy,
    interval: wilsonInterval(Math.round(accuracy * labels.length), labels.length),
    mirroredAccuracy: accuracyOf(confusionOf(mirrored)),
    calibrationError: calibrationError(calibrationBins(predictions, labels)),
    classes: measureClasses(confusion, classNames),
    confusion,
    flagged: flagged / labels.length,
  };
}

/** How many numbers a model has learned. */
export function countParameters(model: Model): number {
  return model.trainableLayers
    .flatMap(({ parameters }) => parameters)
    .reduce((sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1), 0);
}

/** The command that makes a preset's weights. */
export function commandFor(name: string, seed: number): string {
  return `fmnist train --preset ${name} --seed ${seed}`;
}

/** The sentences on a card that say what the model is bad at: the classes it takes for each other most often. */
function weaknessesOf({ confusion, classes }: TestMeasures): string[] {
  const mistakes = confusion.flatMap((row, is) =>
    row.flatMap((count, takenFor) => (is === takenFor ? [] : [{ is, takenFor, count }])),
  );
  mistakes.sort((a, b) => b.count - a.count);
  return mistakes
    .slice(0, 5)
    .map(
      ({ is, takenFor, count }) =>
        `${count} of ${classes[is].support} pictures of ${classes[is].label} are taken for ${classes[takenFor].label}`,
    );
}

/** A card as Markdown. */
export function cardText(card: ModelCard, recipe: Recipe): string {
  const { test, training } = card;
  const percent = (share: number) => `${(100 * share).toFixed(2)}%`;
  const [low, high] = test.interval;
  const names = test.classes.map(({ label }) => label);
  const facts: [string, string][] = [
    [
      `accuracy on the ${test.pictures.toLocaleString('en')} test pictures`,
      `${percent(test.accuracy)}, with 95% confidence ${percent(low)} to ${percent(high)}`,
    ],
    ['averaged with mirror images', percent(test.mirroredAccuracy)],
    ['calibration error', percent(test.calibrationError)],
    ['test pictures flagged as no garment', percent(test.flagged)],
    ['parameters', card.parameters.toLocaleString('en')],
    ['file', `${(card.bytes / 1000).toFixed(0)} kB`],
    ['made by', `\`${card.command}\``],
    ['SHA-256 of the weights', `\`${card.weightsSha256}\``],
    [
      'training',
      `${card.epochs} epochs, ${(training.seconds / 60).toFixed(1)} minutes on ${training.threads} threads of ${training.machine}`,
    ],
    ['trained on', `the 60,000 training pictures${describeChanges(recipe)}`],
    ['temperature', describeTemperature(recipe)],
  ];
  return `# ${card.name}

${card.about[0].toUpperCase()}${card.about.slice(1)}.

${markdownTable(['what', 'value'], facts)}

## What it is bad at

${weaknessesOf(test)
  .map((sentence) => `- ${sentence}.`)
  .join('\n')}

It knows nothing but ten kinds of garments, each alone on a plain background.

## Class by class

${markdownTable(
  ['class', 'precision', 'recall', 'F1'],
  test.classes.map(({ label, precision, recall, f1 }) => [
    label,
    precision.toFixed(3),
    recall.toFixed(3),
    f1.toFixed(3),
  ]),
)}

What it is (rows) and what it is taken for (columns):

${markdownTable(
  ['', ...names],
  test.confusion.map((row, index) => [names[index], ...row.map(String)]),
)}
`;
}

function describeChanges({ augment }: Recipe): string {
  return augment.length > 0 ? `, changed at random: ${augment.map(({ type }) => type).join(', ')}` : '';
}

function describeTemperature({ temperature }: Recipe): string {
  return temperature === undefined ? '1' : `${temperature}, found on pictures held back`;
}

function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
