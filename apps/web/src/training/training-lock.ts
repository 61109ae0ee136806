/**
 * Only one tab at a time may write the checkpoint of a training: whoever holds this lock of the browser, which gives it back
 * when the tab is closed or its worker dies. Where a browser has no locks, everybody may.
 */
const NAME = 'fmnist:training';

/** A tab that was reloaded a moment ago may still hold it. */
const PATIENCE_MS = 1000;

/** Takes the lock. @returns what gives it back, or nothing where another tab has it */
export function takeTrainingLock(): Promise<(() => void) | undefined> {
  const { locks } = navigator;
  if (!locks) return Promise.resolve(() => undefined);
  return new Promise((resolve) => {
    const hold = () => new Promise<void>((release) => resolve(release));
    locks.request(NAME, { signal: AbortSignal.timeout(PATIENCE_MS) }, hold).catch(() => resolve(undefined));
  });
}

/** Whether a tab trains and keeps its checkpoints. */
export async function isTrainingLocked(): Promise<boolean> {
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  return held.some(({ name }) => name === NAME);
}

/** Resolves when no tab does any more. */
export async function untilTrainingUnlocked(): Promise<void> {
  await navigator.locks?.request(NAME, { mode: 'shared' }, () => undefined);
}
