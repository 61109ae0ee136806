import { Model, UserError } from '@fmnist/core';
import { readFileOrExplain } from '@fmnist/core/node';
import { Classifier, holdsNovelty, unpackModel } from '@fmnist/models';
import { modelPath } from './find-model';

const PIXELS = 28 * 28;

/** A trained model of 28×28 pictures, what names pictures with it, and its file. */
export interface LoadedModel {
  readonly model: Model;
  readonly classifier: Classifier;
  readonly path: string;
}

/** @throws UserError where the file holds no model of 28×28 pictures. */
export async function loadModel(named: string): Promise<LoadedModel> {
  const path = modelPath(named);
  const bytes = await readFileOrExplain(path, 'model');
  let classifier: Classifier;
  try {
    classifier = new Classifier(holdsNovelty(bytes) ? unpackModel(bytes) : Model.load(bytes));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(`${path} holds no model: ${error.message}`, { cause: error });
  }
  const { model } = classifier;
  const inputs = model.inputShape.reduce((product, length) => product * length, 1);
  if (inputs !== PIXELS) {
    throw new UserError(`${path} is a model of ${inputs} inputs; pictures here have ${PIXELS} pixels`);
  }
  return { model, classifier, path };
}
