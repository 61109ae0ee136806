import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type EpochRecord, UserError } from '@fmnist/core';
import { fileStatus } from '../file-status';
import { CONFIG_FILE, runsFolder, userPath } from '../paths';
import { type RunConfig, readRunConfig } from './config';
import { readRunHistory } from './history';
import { type RunResult, readRunResult } from './result';
import { runningProcess } from './running';

/** `running`: a process trains it; `interrupted`: none does, and it did not come to its end. */
export type RunState = 'done' | 'interrupted' | 'running';

/** A training, as its folder tells. */
export interface Run {
  /** The name of its folder. */
  readonly name: string;
  readonly folder: string;
  readonly state: RunState;
  readonly config: RunConfig;
  /** The epochs it has behind it, the first first. */
  readonly history: readonly EpochRecord[];
  /** What came out, where it is done. */
  readonly result: RunResult | undefined;
}

/** @throws UserError where the folder is none of a run, or what it says of itself is damaged. */
export function readRun(folder: string): Run {
  const config = readRunConfig(join(folder, CONFIG_FILE));
  if (!config) throw new UserError(`${folder} is not the folder of a run: it has no ${CONFIG_FILE}`);
  const history = readRunHistory(folder);
  const result = readRunResult(folder);
  const isRunning = runningProcess(folder) !== undefined;
  const state = isRunning ? 'running' : result ? 'done' : 'interrupted';
  return { name: basename(folder), folder, state, config, history, result };
}

/** The run of a name under `runs/`, or in a folder that is named by its path. @throws UserError where there is none. */
export function findRun(named: string): Run {
  const folder = [join(runsFolder(), named), userPath(named)].find(isFolder);
  if (folder === undefined) {
    throw new UserError(`There is no run "${named}" under ${runsFolder()}: runs list tells which there are`);
  }
  return readRun(folder);
}

/** What lies under `runs/`: runs, the newest first, and folders that are none or cannot be read, with the reason. */
export interface Runs {
  readonly runs: readonly Run[];
  readonly others: readonly { readonly name: string; readonly problem: string }[];
}

/** Reads every folder under `runs/`; none where there is no such folder. */
export function listRuns(): Runs {
  const runs: Run[] = [];
  const others: { name: string; problem: string }[] = [];
  for (const name of namesIn(runsFolder())) {
    const folder = join(runsFolder(), name);
    if (!isFolder(folder)) continue;
    try {
      runs.push(readRun(folder));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      others.push({ name, problem: error.message });
    }
  }
  const startedAt = ({ config }: Run) => config.environment.startedAt;
  runs.sort((a, b) => startedAt(b).localeCompare(startedAt(a)));
  return { runs, others };
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

function isFolder(path: string): boolean {
  return fileStatus(path)?.isDirectory() ?? false;
}
