import { type Model, UserError } from '@fmnist/core';
import type { TrainTestSplit } from '@fmnist/data';

const SHOWN = 5;

/**
 * Checks that a model and a data set mean the same by each label.
 * @param what what the message calls the model
 * @param remedy what the user can do where the two do not fit
 * @throws UserError where the model has other classes than the data, or the same in another order.
 */
export function checkLabels(
  { labels, outputShape }: Pick<Model, 'labels' | 'outputShape'>,
  what: string,
  { name, test: { classNames } }: TrainTestSplit,
  remedy: string,
): void {
  const outputs = outputShape.reduce((product, length) => product * length, 1);
  const same = labels
    ? labels.length === classNames.length && labels.every((label, index) => label === classNames[index])
    : outputs === classNames.length;
  if (same) return;
  throw new UserError(
    `${what} is a model of ${labels ? list(labels) : `${outputs} classes`}, but ${name} has ${list(classNames)}: ${remedy}`,
  );
}

function list(names: readonly string[]): string {
  const shown = names
    .slice(0, SHOWN)
    .map((name) => `“${name}”`)
    .join(', ');
  return `${names.length} classes (${names.length > SHOWN ? `${shown}, …` : shown})`;
}
