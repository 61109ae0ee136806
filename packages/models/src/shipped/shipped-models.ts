import { UserError } from '@fmnist/core';
import { type PackagedModel, unpackModel } from './model-package';

/** The models whose trained weights come with this package, from small and quick to large and good. */
export const shippedNames = ['mlp', 'cnn-small'] as const;
export type ShippedName = (typeof shippedNames)[number];

/** Whether a word names a model that comes with this package. */
export function isShippedName(word: string): word is ShippedName {
  return shippedNames.some((name) => name === word);
}

/** Where the file of a model is, beside this module. */
export function modelUrl(name: ShippedName): URL {
  return new URL(`../weights/${name}.safetensors`, import.meta.url);
}

/**
 * Fetches a model that comes with this package; in pages and wherever `fetch` reads what bundlers put beside modules. In
 * Node use `readShippedModel` of `@fmnist/models/node`.
 * @throws UserError where it is not there.
 */
export async function fetchShippedModel(name: ShippedName): Promise<PackagedModel> {
  const url = modelUrl(name);
  const response = await fetch(url);
  if (!response.ok)
    throw new UserError(`The model ${name} is not at ${url}: the server says ${response.status}`);
  return unpackModel(new Uint8Array(await response.arrayBuffer()));
}
