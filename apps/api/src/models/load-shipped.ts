import { fileURLToPath } from 'node:url';
import { readFileOrExplain } from '@fmnist/core/node';
import { modelUrl, type ShippedName } from '@fmnist/models';
import type { ModelRegistry } from './model-registry';

/** What version models are of that come with the program. */
const SHIPPED_VERSION = '1';

/** Lets a model answer that comes with the program. @throws UserError where its file is missing or broken. */
export async function loadShipped(registry: ModelRegistry, name: ShippedName): Promise<void> {
  const bytes = await readFileOrExplain(fileURLToPath(modelUrl(name)), `model ${name}`);
  await registry.put(name, SHIPPED_VERSION, 'shipped', bytes);
}
