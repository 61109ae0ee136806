import type { Run, RunState } from './run';

/** What a list says of a run. */
export interface RunSummary {
  readonly name: string;
  readonly folder: string;
  readonly state: RunState;
  /** When it was begun: ISO 8601, in UTC. */
  readonly startedAt: string;
  readonly preset: string;
  readonly seed: number;
  readonly epochsDone: number;
  readonly epochsPlanned: number;
  /** On the test pictures, from 0 to 1; nothing where the run is not done. */
  readonly testAccuracy: number | undefined;
  /** How long its epochs took, in seconds, without validation. */
  readonly trainingSeconds: number;
  readonly weightsSha256: string | undefined;
}

/** The few things that tell runs apart. */
export function summarize({ name, folder, state, config, history, result }: Run): RunSummary {
  return {
    name,
    folder,
    state,
    startedAt: config.environment.startedAt,
    preset: String(config.flags.preset),
    seed: Number(config.flags.seed),
    epochsDone: history.length,
    epochsPlanned: config.recipe.epochs,
    testAccuracy: result?.test.accuracy,
    trainingSeconds: history.reduce((sum, { durationMs }) => sum + durationMs, 0) / 1000,
    weightsSha256: result?.weightsSha256,
  };
}
