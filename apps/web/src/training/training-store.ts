import { proxy } from 'comlink';
import { useSyncExternalStore } from 'react';
import { onWorkerFailure, workerClient } from '../worker/worker-client';
import type { TrainingConfig } from './training-config';
import { afterEvent, idleTraining, type TrainingState } from './training-state';

const listeners = new Set<() => void>();
let state = idleTraining;

function become(next: TrainingState): void {
  state = next;
  for (const listener of listeners) listener();
}

// The page says by itself why, and what to do.
onWorkerFailure(() => become({ ...state, phase: 'failed' }));

/** The training of this page, which goes on while other views are looked at. */
export function useTraining(): TrainingState {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
    () => idleTraining,
  );
}

/** What a training is asked for with. */
export interface TrainingWish {
  readonly config: TrainingConfig;
  /** Whether to go on with the training that was left. */
  readonly goesOn: boolean;
  /** Whether checkpoints are kept on this device: only one tab may. */
  readonly isKept: boolean;
}

/** Trains anew, or goes on with the training that was left. */
export function startTraining(wish: TrainingWish): void {
  const { config, isKept } = wish;
  become({ ...idleTraining, phase: 'loading', config, isKept });
  workerClient()
    .train(
      wish,
      proxy((event) => become(afterEvent(state, event))),
    )
    .catch((error: Error) => become({ ...state, phase: 'failed', failure: error.message }));
}

/** Takes back what was asked for. */
export function resetTraining(): void {
  become(idleTraining);
}
