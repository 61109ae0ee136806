import { UserError } from '@fmnist/core';
import { UsageError } from '../flags';
import { CONFIG_FILE } from '../paths';
import { type RunConfig, type RunData, type RunFlags, readRunConfig } from '../runs/config';
import { differenceOfData } from '../runs/data';
import { configPathOf } from './run-folder';
import { decidingFlags, keptFlags, type TrainFlags } from './train-flags';
import { asTyped } from './typed-flags';

/** The run that a training goes on with (`--resume`) or repeats (`--config`). */
export interface EarlierRun {
  /** Where its configuration was read. */
  readonly path: string;
  readonly config: RunConfig;
}

/**
 * The run that the flags name.
 * @throws UserError where there is none or its configuration cannot be used, UsageError where a flag beside `--resume` would
 * change its weights.
 */
export function earlierRun(flags: TrainFlags): EarlierRun | undefined {
  const { resume, config: repeated } = flags;
  const named = resume ?? repeated;
  if (named === undefined) return undefined;
  const path = configPathOf(named);
  const config = readRunConfig(path);
  if (!config) {
    throw new UserError(
      resume === undefined
        ? `--config ${named}: there is no such file. Name the ${CONFIG_FILE} of a run`
        : `--resume ${named}: there is no run to go on with: ${CONFIG_FILE} is not there. Name the folder that train said it saves to`,
    );
  }
  const unknown = Object.keys(config.flags).find((name) => !keptFlags.some((known) => known === name));
  if (unknown !== undefined) {
    throw new UserError(`${path} is damaged: flags.${unknown}: train has no such flag`);
  }
  if (resume !== undefined) checkSameRun(flags, config.flags);
  return { path, config };
}

/** The flags that a run keeps, without those that were left out. */
export function runFlagsOf(flags: TrainFlags): RunFlags {
  return Object.fromEntries(
    keptFlags.flatMap((name) => {
      const value = flags[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** Whether a flag has the value that it has in a run. */
export function isAsInRun(name: keyof TrainFlags, flags: TrainFlags, run: RunFlags): boolean {
  return JSON.stringify(flags[name]) === JSON.stringify(run[name]);
}

/** @throws UserError where the data are not what the run was trained and tested on. */
export function checkSameData({ path, config }: EarlierRun, here: RunData): void {
  const difference = differenceOfData(here, config.data);
  if (difference === undefined) return;
  throw new UserError(
    `${path} is of a run on other data: ${difference}. Name the folder of its data (it came from ${config.data.source}) with --data`,
  );
}

function checkSameRun(given: TrainFlags, run: RunFlags): void {
  for (const name of decidingFlags) {
    if (isAsInRun(name, given, run)) continue;
    const own = asTyped(run)[name];
    throw new UsageError(
      `--${name} cannot be changed when a run is resumed: this one has ${own === undefined ? 'none' : `"${own}"`}`,
    );
  }
}
