import { type PresetName, presetNames } from '@fmnist/models';
import { JsonObject } from '../json-object';
import { runCommand } from '../run-command';
import type { Workshop } from '../workshop';

/** One of many trainings in one process. */
export interface SoakTraining {
  readonly preset: PresetName;
  readonly steps: number;
  /** How many it had. */
  readonly threads: number;
  readonly seconds: number;
  /** SHA-256 of the trained weights. */
  readonly hash: string;
  /** Workers that live after it. */
  readonly workers: number;
  /** The process's resident set after it, in bytes. */
  readonly residentBytes: number;
}

/** What is trained in turns: the first pictures, as many as the steps have. */
export const soakJobs: readonly { readonly preset: PresetName; readonly steps: number }[] = [
  { preset: 'original', steps: 200 },
  { preset: 'mlp', steps: 40 },
  { preset: 'original', steps: 200 },
  { preset: 'cnn-small', steps: 10 },
];

const TIMEOUT_MS = 3 * 3600_000;

/** Trains many times in one process, on one thread and on two in turns, all with the same seed. */
export async function soakTrainings({ entries }: Workshop, trainings: number): Promise<SoakTraining[]> {
  const args = [entries['soak-trainings'], String(trainings)];
  const { stdout } = await runCommand({ program: process.execPath, args }, TIMEOUT_MS);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => {
      const json = JsonObject.parse(line, 'A training');
      return {
        preset: json.choice('preset', presetNames),
        steps: json.number('steps'),
        threads: json.number('threads'),
        seconds: json.number('seconds'),
        hash: json.string('hash'),
        workers: json.number('workers'),
        residentBytes: json.number('residentBytes'),
      };
    });
}
