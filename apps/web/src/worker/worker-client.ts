import { type Remote, wrap } from 'comlink';
import { useSyncExternalStore } from 'react';
import type { WorkerApi } from './main';

let client: Remote<WorkerApi> | undefined;
let failure: string | undefined;
const listeners = new Set<() => void>();

/** The page's worker, started when it is first asked for. */
export function workerClient(): Remote<WorkerApi> {
  client ??= startWorker();
  return client;
}

/** Why the worker does not answer, once it does not: it never will again. */
export function useWorkerFailure(): string | undefined {
  return useSyncExternalStore(
    onWorkerFailure,
    () => failure,
    () => undefined,
  );
}

/** Calls the listener when the worker has failed. @returns what ends that */
export function onWorkerFailure(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function startWorker(): Remote<WorkerApi> {
  const worker = new Worker(new URL('worker/main.js', document.baseURI), { type: 'module', name: 'fmnist' });
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    fail(event.message ? `it stopped with “${event.message}”` : 'its script could not be loaded');
  });
  const started = wrap<WorkerApi>(worker);
  watch(started);
  return started;
}

/** Notices that the worker is gone: the browser then gives away the lock that it held for as long as it lived. */
async function watch(started: Remote<WorkerApi>): Promise<void> {
  if (!navigator.locks) return;
  const lock = await started.holdLifeLock();
  await navigator.locks.request(lock, () => fail('it has stopped'));
}

function fail(reason: string): void {
  failure ??= reason;
  for (const listener of listeners) listener();
}
