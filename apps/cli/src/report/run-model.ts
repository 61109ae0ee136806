import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Model, UserError } from '@fmnist/core';
import { readFileOrExplain } from '@fmnist/core/node';
import { CHECKPOINT_FILE, MODEL_FILE } from '../paths';
import type { Run } from '../runs/run';

/**
 * The model of a run: of one that is done what it gave, of any other where its last checkpoint stands.
 * @throws UserError where there is none yet, or its file cannot be read.
 */
export async function loadRunModel({ folder, name, result }: Run): Promise<Model> {
  const path = join(folder, result ? MODEL_FILE : CHECKPOINT_FILE);
  if (!result && !existsSync(path)) {
    throw new UserError(`${name} was interrupted before its first checkpoint: there is nothing to show yet`);
  }
  const bytes = await readFileOrExplain(path, result ? 'model' : 'checkpoint');
  try {
    return result ? Model.load(bytes) : Model.loadCheckpoint(bytes).model;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(`${path} is damaged: ${error.message}`, { cause: error });
  }
}
