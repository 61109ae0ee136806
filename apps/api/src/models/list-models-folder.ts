import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { MODEL_NAME } from './model-name';

const MODEL_FILE = 'model.safetensors';
const VERSION = /^[1-9]\d{0,14}$/;

/** A version of a model in a folder of models. */
export interface ModelFile {
  readonly version: string;
  readonly path: string;
  /** Another one whenever the file has changed. */
  readonly stamp: string;
}

/**
 * What lies in a folder of models, `<name>/<version>/model.safetensors`: of each name the versions, the newest first.
 * Versions are whole numbers from 1; whatever is called otherwise is passed over.
 * @throws where the folder cannot be read.
 */
export async function listModelsFolder(folder: string): Promise<Map<string, ModelFile[]>> {
  const names = (await readdir(folder)).filter((name) => MODEL_NAME.test(name));
  const entries = await Promise.all(
    names.map(async (name): Promise<[string, ModelFile[]]> => [name, await versionsIn(join(folder, name))]),
  );
  return new Map(entries.filter(([, files]) => files.length > 0));
}

async function versionsIn(folder: string): Promise<ModelFile[]> {
  const versions = (await readdir(folder).catch(() => [])).filter((name) => VERSION.test(name));
  const files = await Promise.all(
    versions.map(async (version): Promise<ModelFile | undefined> => {
      const path = join(folder, version, MODEL_FILE);
      const facts = await stat(path).catch(() => undefined);
      if (!facts?.isFile()) return undefined;
      return { version, path, stamp: `${version}:${facts.ino}:${facts.size}:${facts.mtimeMs}` };
    }),
  );
  return files.filter((file) => file !== undefined).sort((a, b) => Number(b.version) - Number(a.version));
}
