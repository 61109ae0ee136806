import { createWatch, type Disturbance, type Watch } from './disturbance';

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
  /** What disturbed, of each round that was. */
  readonly disturbances: readonly Disturbance[];
  /** Why the entrant failed, where it did. */
  readonly failure?: string;
}

/**
 * Measures entrants in rounds: in each, everyone once, one after the other. So what the machine does besides falls on
 * all of them. Each round begins with another one, so that nobody is always first. Who fails is not asked again.
 * @param watch looks out for what disturbs
 * @returns the outcomes in the entrants' order
 */
export async function measureRounds<T>(
  entrants: readonly Entrant<T>[],
  rounds: number,
  log: (line: string) => void,
  watch: Watch = createWatch(),
): Promise<Outcome<T>[]> {
  const results = entrants.map((): T[] => []);
  const disturbances = entrants.map((): Disturbance[] => []);
  const failures = new Map<number, string>();
  for (let round = 1; round <= rounds; round++) {
    for (let turn = 0; turn < entrants.length; turn++) {
      const index = (turn + round - 1) % entrants.length;
      const entrant = entrants[index];
      if (failures.has(index)) continue;
      log(`round ${round} of ${rounds}: ${entrant.id}`);
      try {
        const endWatch = await watch();
        results[index].push(await entrant.run(round));
        const disturbance = await endWatch();
        if (disturbance) {
          disturbances[index].push(disturbance);
          log(`${entrant.id} was disturbed by ${disturbance}`);
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
      disturbances: disturbances[index],
      ...(failure !== undefined && { failure }),
    };
  });
}
