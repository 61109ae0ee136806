import { resolve } from 'node:path';
import { UserError } from '@fmnist/core';
import { shippedNames } from '@fmnist/models';
import { callerFolder } from '../caller-folder';
import type { Service } from '../service';
import { loadShipped } from './load-shipped';
import { ModelsFolder } from './models-folder';

/**
 * Loads all models that there are: those that are shipped, and those of the folder, which come before shipped ones of the
 * same name.
 * @returns what looks after the folder, where there is one
 * @throws UserError where the folder cannot be read, or the model that answers whoever names none is not there.
 */
export async function loadModels({
  config,
  registry,
  log,
  metrics,
}: Service): Promise<ModelsFolder | undefined> {
  const path = config.MODELS_DIR && resolve(callerFolder(), config.MODELS_DIR);
  const folder = path ? new ModelsFolder(path, registry, log, metrics) : undefined;
  await folder?.load();
  for (const name of shippedNames) if (!registry.has(name)) await loadShipped(registry, name);
  if (!registry.has(config.MODEL)) {
    const names = registry.list().map(({ name }) => name);
    throw new UserError(`MODEL names no model that there is: ${config.MODEL}; there are ${names.join(', ')}`);
  }
  return folder;
}
