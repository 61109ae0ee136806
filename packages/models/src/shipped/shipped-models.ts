import { UserError } from '@fmnist/core';
import { type PackagedModel, unpackModel } from './model-package';
import type { ShippedName } from './shipped-names';

/** In full, each: of an address that is put together bundlers know no file, or take another. */
const urls: Record<ShippedName, () => URL> = {
  mlp: () => new URL('../weights/mlp.safetensors', import.meta.url),
  'cnn-small': () => new URL('../weights/cnn-small.safetensors', import.meta.url),
  cnn: () => new URL('../weights/cnn.safetensors', import.meta.url),
};

/** Where the file of a model is, beside this module. */
export function modelUrl(name: ShippedName): URL {
  return urls[name]();
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
