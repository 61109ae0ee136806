import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DenseParameters, decodeParameters } from './parameters';

/** The trained parameters in the bench's folder. */
export const PARAMETERS_FILE = 'parameters.f32';

export function readParameters(folder: string): DenseParameters[] {
  return decodeParameters(readFileSync(join(folder, PARAMETERS_FILE)));
}
