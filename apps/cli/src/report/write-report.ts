import { join } from 'node:path';
import type { Model } from '@fmnist/core';
import { writeFileAtomically } from '@fmnist/core/node';
import type { Dataset } from '@fmnist/data';
import { REPORT_FILE } from '../paths';
import type { Run } from '../runs/run';
import { measureModel } from './findings';
import { reportPage } from './page/report-page';
import { gatherParts } from './report-parts';

/**
 * Measures a run's model on the test pictures, and writes its report into the run's folder, whole or not at all.
 * @returns the report's path
 * @throws UserError where the file cannot be written, or the pictures do not fit the model.
 */
export async function writeReport(run: Run, model: Model, test: Dataset): Promise<string> {
  const parts = await gatherParts(run, model, await measureModel(model, test));
  const path = join(run.folder, REPORT_FILE);
  await writeFileAtomically(path, reportPage(parts));
  return path;
}
