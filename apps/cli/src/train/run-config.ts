/** A run's folder says in `config.json` with which flags it was begun, so that it can go on with the same. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '@fmnist/core';
import { writeFileAtomically } from '@fmnist/core/node';
import { z } from 'zod';
import { UsageError } from '../flags';
import { decidingFlags, type TrainFlags, trainFlags } from './train-flags';

const CONFIG_FILE = 'config.json';
const FORMAT_VERSION = 1;

const runConfig = z.object({
  formatVersion: z.number(),
  flags: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.number())])),
});

/** The flags of a run, by name, as they were understood. */
export type RunFlags = z.infer<typeof runConfig>['flags'];

/** The flags that are about one call and not about the run. */
const ofTheCall: readonly string[] = ['resume', 'json', 'target-accuracy', 'threads', 'data-dir'];
const kept = Object.keys(trainFlags).filter((name) => !ofTheCall.includes(name)) as (keyof TrainFlags)[];

/** The flags that a run keeps, without those that were left out. */
export function runFlagsOf(flags: TrainFlags): RunFlags {
  return Object.fromEntries(
    kept.flatMap((name) => {
      const value = flags[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** Writes down the flags of a run. */
export async function writeRunConfig(folder: string, flags: TrainFlags): Promise<void> {
  const config = { formatVersion: FORMAT_VERSION, flags: runFlagsOf(flags) };
  await writeFileAtomically(join(folder, CONFIG_FILE), `${JSON.stringify(config, null, 2)}\n`);
}

/** @throws UserError where there is no run in the folder, or one of a newer version. */
export function readRunConfig(folder: string): RunFlags {
  const path = join(folder, CONFIG_FILE);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new UserError(
      `--resume ${folder}: there is no run to go on with: ${CONFIG_FILE} is not there or cannot be read. Name the folder that train said it saves to`,
      { cause: error },
    );
  }
  const config = runConfig.safeParse(parseJson(text, path));
  if (!config.success) {
    const faults = config.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new UserError(`${path} is damaged: ${faults.join('; ')}`);
  }
  const { formatVersion, flags } = config.data;
  if (formatVersion > FORMAT_VERSION) {
    throw new UserError(
      `${path} has format version ${formatVersion}, newer than ${FORMAT_VERSION}, the newest this program reads: update it`,
    );
  }
  return flags;
}

/** Flags as they could have been typed. */
export function asTyped(flags: RunFlags): Record<string, string | boolean> {
  return Object.fromEntries(
    Object.entries(flags).map(([name, value]) => {
      if (Array.isArray(value)) return [name, value.length === 0 ? 'none' : value.join(',')];
      return [name, typeof value === 'boolean' ? value : String(value)];
    }),
  );
}

/** @throws UsageError where a flag that decides the weights is another than that of the run. */
export function checkSameRun(given: TrainFlags, run: RunFlags): void {
  for (const name of decidingFlags) {
    if (JSON.stringify(given[name]) === JSON.stringify(run[name])) continue;
    const own = asTyped(run)[name];
    throw new UsageError(
      `--${name} cannot be changed when a run is resumed: this one has ${own === undefined ? 'none' : `"${own}"`}`,
    );
  }
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UserError(`${path} is damaged: it is not JSON`, { cause: error });
  }
}
