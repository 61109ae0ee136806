import { get, update } from 'idb-keyval';
import * as z from 'zod/mini';
import { curvePoint } from './saved-training';
import { trainingConfig } from './training-config';

const KEY = 'runs';
/** The oldest goes where there are more. */
const MOST = 30;

const keptRun = z.object({
  id: z.string(),
  config: trainingConfig,
  outcome: z.enum(['trained', 'stopped']),
  /** Epochs done, with a fraction. */
  epochs: z.number(),
  test: z.object({ loss: z.number(), accuracy: z.number() }),
  weightsSha256: z.string(),
  training: z.array(curvePoint),
  validation: z.array(curvePoint),
});

/** A training that is over: what it was, how it went, and what came of it. */
export type KeptRun = z.infer<typeof keptRun>;

/** Those of this visit that there was no room for on this device. */
let unkept: readonly KeptRun[] = [];

/** Keeps a run on this device, or where there is no room for it, until the page is left. */
export async function keepRun(run: KeptRun): Promise<void> {
  try {
    await update(KEY, (kept) => [...readRuns(kept), run].slice(-MOST));
  } catch {
    unkept = [...unkept, run];
  }
}

/** The runs that were kept, the newest first. */
export async function keptRuns(): Promise<KeptRun[]> {
  const kept = readRuns(await get(KEY).catch(() => undefined));
  return [...kept, ...unkept].reverse();
}

/** Forgets a run. */
export async function forgetRun(id: string): Promise<void> {
  const others = (runs: readonly KeptRun[]) => runs.filter((run) => run.id !== id);
  unkept = others(unkept);
  await update(KEY, (kept) => others(readRuns(kept))).catch(() => undefined);
}

/** What of it this version of the page knows how to read. */
function readRuns(kept: unknown): KeptRun[] {
  if (!Array.isArray(kept)) return [];
  return kept.flatMap((run) => keptRun.safeParse(run).data ?? []);
}
