import { Model, UserError } from '@fmnist/core';
import { Classifier, holdsNovelty, unpackModel } from '@fmnist/models';

const PIXELS = 28 * 28;

/**
 * A model from a file that the page, the command line or `Model.save` wrote.
 * @throws UserError where it holds no model of 28×28 pictures.
 */
export function readModel(bytes: Uint8Array, name: string): Classifier {
  let classifier: Classifier;
  try {
    classifier = new Classifier(holdsNovelty(bytes) ? unpackModel(bytes) : Model.load(bytes));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(`${name} holds no model: ${error.message}`, { cause: error });
  }
  const inputs = classifier.model.inputShape.reduce((product, length) => product * length, 1);
  if (inputs !== PIXELS) {
    throw new UserError(`${name} is a model of ${inputs} inputs; pictures here have ${PIXELS} pixels`);
  }
  return classifier;
}
