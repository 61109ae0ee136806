import { Model, UserError } from '@fmnist/core';
import { readFileOrExplain } from '@fmnist/core/node';
import { findModel } from './paths';

const PIXELS = 28 * 28;

/** A trained model of 28×28 pictures, and its file. @throws UserError where the file holds none. */
export async function loadModel(named: string | undefined): Promise<{ model: Model; path: string }> {
  const path = await findModel(named);
  const bytes = await readFileOrExplain(path, 'model');
  let model: Model;
  try {
    model = Model.load(bytes);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(`${path} holds no model: ${error.message}`, { cause: error });
  }
  const inputs = model.inputShape.reduce((product, length) => product * length, 1);
  if (inputs !== PIXELS) {
    throw new UserError(`${path} is a model of ${inputs} inputs; pictures here have ${PIXELS} pixels`);
  }
  return { model, path };
}
