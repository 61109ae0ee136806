import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Model } from '@fmnist/core';
import { createModel } from './ours';
import { HIDDEN } from './parameters';

/** The trained model in the bench's folder. */
export const MODEL_FILE = 'model.safetensors';

export function loadModel(folder: string, precision?: 'exact' | 'fast'): Model {
  const bytes = readFileSync(join(folder, MODEL_FILE));
  if (precision !== 'fast') return Model.load(bytes);
  const model = createModel(HIDDEN, 0, precision);
  model.loadParameters(bytes);
  return model;
}
