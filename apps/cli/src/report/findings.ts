import type { Model, Tensor } from '@fmnist/core';
import type { Dataset } from '@fmnist/data';
import {
  accuracyOf,
  type CalibrationBin,
  type ClassMeasures,
  type ConfusionMatrix,
  calibrationBins,
  calibrationError,
  confusionMatrix,
  measureClasses,
  predictedClasses,
  wilsonInterval,
} from '@fmnist/models';

/** What a model says of one picture. */
export interface Answer {
  /** Which picture of the data set. */
  readonly picture: number;
  /** The class it is of. */
  readonly actual: number;
  /** The class it is taken for. */
  readonly said: number;
  /** How sure the model is of what it says, from 0 to 1. */
  readonly probability: number;
}

/** How a model does on pictures with known classes. */
export interface Findings {
  readonly dataset: Dataset;
  /** What the model says of each picture, in the data set's order. */
  readonly answers: readonly Answer[];
  readonly accuracy: number;
  /** Where the accuracy lies with 95% confidence. */
  readonly interval: readonly [low: number, high: number];
  readonly confusion: ConfusionMatrix;
  readonly classes: readonly ClassMeasures[];
  readonly bins: readonly CalibrationBin[];
  /** The expected calibration error, from 0 to 1. */
  readonly calibrationError: number;
}

/**
 * Measures a model on pictures that it did not learn from.
 * @throws UserError where the pictures do not fit the model.
 */
export async function measureModel(model: Model, dataset: Dataset): Promise<Findings> {
  return findingsOf(await model.predict(dataset.images), dataset);
}

/**
 * Measures predictions.
 * @param probabilities [n, classes], a row for each picture of the data set
 */
export function findingsOf(probabilities: Tensor, dataset: Dataset): Findings {
  const { labels, classNames } = dataset;
  const said = predictedClasses(probabilities);
  const confusion = confusionMatrix(said, labels, classNames.length);
  const [rows, columns] = probabilities.shape;
  const answers = Array.from({ length: rows }, (_, picture) => ({
    picture,
    actual: labels[picture],
    said: said[picture],
    probability: probabilities.data[picture * columns + said[picture]],
  }));
  const accuracy = accuracyOf(confusion);
  const bins = calibrationBins(probabilities, labels);
  return {
    dataset,
    answers,
    accuracy,
    interval: wilsonInterval(Math.round(accuracy * rows), rows),
    confusion,
    classes: measureClasses(confusion, classNames),
    bins,
    calibrationError: calibrationError(bins),
  };
}

/** The wrong answers, those the model was surest of first. */
export function mistakesOf({ answers }: Findings): Answer[] {
  return answers
    .filter(({ actual, said }) => actual !== said)
    .sort((a, b) => b.probability - a.probability || a.picture - b.picture);
}
