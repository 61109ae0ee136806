import { fileURLToPath } from 'node:url';
import { readFileOrExplain } from '@fmnist/core/node';
import { type PackagedModel, unpackModel } from './model-package';
import { modelUrl } from './shipped-models';
import type { ShippedName } from './shipped-names';

/** Reads a model that comes with this package. @throws UserError where its file is missing or broken. */
export async function readShippedModel(name: ShippedName): Promise<PackagedModel> {
  return unpackModel(await readFileOrExplain(fileURLToPath(modelUrl(name)), `model ${name}`));
}
