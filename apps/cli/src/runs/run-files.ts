import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  BEST_MODEL_FILE,
  CHECKPOINT_FILE,
  CONFIG_FILE,
  HISTORY_FILE,
  HISTORY_TABLE_FILE,
  MODEL_FILE,
  PARAMETERS_FILE,
  REPORT_FILE,
  RESULT_FILE,
} from '../paths';
import { RUNNING_FILE } from './running';

/** What `train` writes into the folder of a run, by name. */
const names = [
  CONFIG_FILE,
  HISTORY_FILE,
  HISTORY_TABLE_FILE,
  RESULT_FILE,
  REPORT_FILE,
  CHECKPOINT_FILE,
  MODEL_FILE,
  PARAMETERS_FILE,
  BEST_MODEL_FILE,
  RUNNING_FILE,
];

/** A file that `train` wrote. */
export interface RunFile {
  readonly name: string;
  readonly bytes: number;
}

/** The files of a run in its folder: those that `train` wrote, and not what else somebody put there. */
export function runFilesIn(folder: string): RunFile[] {
  return readdirSync(folder)
    .filter(isOfRun)
    .sort()
    .map((name) => ({ name, bytes: statSync(join(folder, name)).size }));
}

/** A process that was killed while it wrote a file leaves one with `.tmp` at its end. */
function isOfRun(name: string): boolean {
  const isLeftover = name.endsWith('.tmp') && names.some((own) => name.startsWith(`${own}.`));
  return names.includes(name) || isLeftover || name.startsWith('events.out.tfevents.');
}
