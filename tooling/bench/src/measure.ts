import { type OthersMeter, startOthersMeter } from './others-cpu';

/** Someone who is measured once a round. */
export interface Entrant<T> {
  readonly id: string;
  /** @param round from 1 */
  run(round: number): Promise<T>;
}

/** What came of an entrant. */
export interface Outcome<T> {
  /** The result of each round, up to the one that failed. */
  readonly results: readonly T[];
  /** In how many of the rounds others took so much of the processors that the result is in doubt. */
  readonly disturbed: number;
  /** Why the entrant failed, where it did. */
  readonly failure?: string;
}

/** What others may take while someone is measured: this share of a processor, or so little that it cannot be told. */
const ALLOWED_SHARE = 0.1;
const ALLOWED_SECONDS = 0.05;

/**
 * Measures entrants in rounds: in each, everyone once, one after the other. So what the machine does besides falls on
 * all of them. Each round begins with another one, so that nobody is always first. Who fails is not asked again.
 * @param startMeter for tests
 * @returns the outcomes in the entrants' order
 */
export async function measureRounds<T>(
  entrants: readonly Entrant<T>[],
  rounds: number,
  log: (line: string) => void,
  startMeter: () => OthersMeter = startOthersMeter,
): Promise<Outcome<T>[]> {
  const results = entrants.map((): T[] => []);
  const disturbed = entrants.map(() => 0);
  const failures = new Map<number, string>();
  for (let round = 1; round <= rounds; round++) {
    for (let turn = 0; turn < entrants.length; turn++) {
      const index = (turn + round - 1) % entrants.length;
      const entrant = entrants[index];
      if (failures.has(index)) continue;
      log(`round ${round} of ${rounds}: ${entrant.id}`);
      const begin = performance.now();
      const othersSeconds = startMeter();
      try {
        results[index].push(await entrant.run(round));
        const seconds = (performance.now() - begin) / 1000;
        if ((othersSeconds() ?? 0) > Math.max(ALLOWED_SECONDS, ALLOWED_SHARE * seconds)) {
          disturbed[index]++;
          log(`${entrant.id} was disturbed by other programs`);
        }
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        log(`${entrant.id} failed: ${reason}`);
        failures.set(index, reason);
      }
    }
  }
  return entrants.map((_, index) => {
    const failure = failures.get(index);
    return {
      results: results[index],
      disturbed: disturbed[index],
      ...(failure !== undefined && { failure }),
    };
  });
}
