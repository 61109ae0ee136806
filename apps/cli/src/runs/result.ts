/** A run's `result.json`: what `train --json` says at the end, kept. */
import { basename, join } from 'node:path';
import { writeFileAtomically } from '@fmnist/core/node';
import * as z from 'zod';
import { RESULT_FILE } from '../paths';
import type { Report } from '../train/report';
import { measure, parseJsonAs, readTextIfThere } from './read-json';

const evaluation = z.object({ loss: measure, accuracy: measure });

const runResult = z.object({
  epochs: z.int().min(0),
  /** Of the last call of `train`: a run that was resumed took longer. */
  seconds: z.number(),
  secondsPerEpoch: z.number(),
  threads: z.int(),
  train: evaluation,
  test: evaluation,
  /** Names of files in the run's folder. */
  files: z.object({ params: z.string(), model: z.string(), checkpoint: z.string() }),
  weightsSha256: z.string(),
});

export type RunResult = z.infer<typeof runResult>;

/** Writes a run's `result.json`, whole or not at all. @throws UserError where it cannot be written. */
export async function writeRunResult(folder: string, report: Report): Promise<void> {
  const { params, model, checkpoint } = report.files;
  const files = { params: basename(params), model: basename(model), checkpoint: basename(checkpoint) };
  await writeFileAtomically(join(folder, RESULT_FILE), `${JSON.stringify({ ...report, files }, null, 2)}\n`);
}

/** What a run gave; nothing where it did not come to its end. @throws UserError where the file is damaged. */
export function readRunResult(folder: string): RunResult | undefined {
  const path = join(folder, RESULT_FILE);
  const text = readTextIfThere(path);
  return text === undefined ? undefined : parseJsonAs(text, runResult, path);
}
