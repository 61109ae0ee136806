import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UserError } from '@fmnist/core';
import { isShippedName, modelUrl, type ShippedName, shippedNames } from '@fmnist/models';
import { fileStatus } from './file-status';
import { text } from './flags';
import { MODEL_FILE, runsFolder, userPath } from './paths';

/** The model that answers where none is named: the best there is. */
const DEFAULT_MODEL: ShippedName = 'cnn';

/** Which model is to answer. */
export const modelFlag = {
  describe: `One that is shipped (${shippedNames.join(', ')}), a model file, or a run’s folder`,
  default: DEFAULT_MODEL,
  requiresArg: true,
  coerce: text('model'),
} as const;

/**
 * The file of a model: one that is shipped, by its name, that in a run's folder, or the file that is named.
 * @throws UserError where there is none of these.
 */
export function modelPath(named: string): string {
  if (isShippedName(named)) return fileURLToPath(modelUrl(named));
  const path = userPath(named);
  const inFolder = join(path, MODEL_FILE);
  if (fileStatus(inFolder)) return inFolder;
  if (fileStatus(path)) return path;
  const ofRun = join(runsFolder(), named);
  const hint = fileStatus(join(ofRun, MODEL_FILE))
    ? `did you mean the run ${ofRun}?`
    : `models that are shipped are ${shippedNames.join(', ')}`;
  throw new UserError(`Cannot read the model ${path}: there is no such file or folder; ${hint}`);
}

/** The model that was saved last under `runs/`. @throws UserError where there is none. */
export async function newestModel(): Promise<string> {
  const runs = runsFolder();
  const names = await readdir(runs).catch(() => []);
  const models = names.flatMap((name) => {
    const path = join(runs, name, MODEL_FILE);
    const savedAt = fileStatus(path)?.mtimeMs;
    return savedAt === undefined ? [] : [{ path, savedAt }];
  });
  const [newest] = models.sort((a, b) => b.savedAt - a.savedAt);
  if (!newest) throw new UserError(`There is no trained model under ${runs}: run train first, or name one`);
  return newest.path;
}
