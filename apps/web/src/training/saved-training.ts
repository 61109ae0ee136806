import { del, get, set } from 'idb-keyval';
import * as z from 'zod/mini';
import { trainingConfig } from './training-config';

const KEY = 'training';

/** A point of a curve: `at` is epochs done, with a fraction. */
export const curvePoint = z.object({ at: z.number(), loss: z.number(), accuracy: z.number() });

const savedTraining = z.object({
  config: trainingConfig,
  /** For `Model.loadCheckpoint`. */
  checkpoint: z.instanceof(Uint8Array),
  epoch: z.int(),
  step: z.int(),
  training: z.array(curvePoint),
  validation: z.array(curvePoint),
});

/** A training that was left before its end. */
export type SavedTraining = z.infer<typeof savedTraining>;

/** Keeps where a training is on this device. @returns whether that was possible: storage may be full, or denied. */
export async function saveTraining(training: SavedTraining): Promise<boolean> {
  return set(KEY, training).then(
    () => true,
    () => false,
  );
}

/** The training that was left, if one was and this version of the page knows how to read it. */
export async function loadSavedTraining(): Promise<SavedTraining | undefined> {
  const { data } = savedTraining.safeParse(await get(KEY).catch(() => undefined));
  return data;
}

/** Forgets it. */
export async function forgetTraining(): Promise<void> {
  await del(KEY).catch(() => undefined);
}
