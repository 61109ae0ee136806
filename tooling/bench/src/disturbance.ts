import { JsonObject } from './json-object';
import { type OthersMeter, startOthersMeter } from './others-cpu';
import { lastLine, runCommand } from './run-command';
import type { Workshop } from './workshop';

/**
 * What puts a measurement in doubt. Other programs take processor time, which the system counts. Shared cores take
 * none: two virtual cores may stand for one real one for a while, and each then does half the work in its time.
 */
export const disturbances = ['other programs', 'shared cores'] as const;
export type Disturbance = (typeof disturbances)[number];

/** Watches from now on; the function it gives ends that, and tells what was found. */
export type Watch = () => Promise<() => Promise<Disturbance | undefined>>;

/** What one core does alone, and two do together, in GFLOPS. */
export interface Cores {
  readonly alone: number;
  readonly together: number;
}

/** What others may take: this share of a processor, or so little that it cannot be told. */
const ALLOWED_SHARE = 0.1;
const ALLOWED_SECONDS = 0.05;
/** Below this share of twice what one core does alone, two are no two cores. */
const TWO_CORES = 0.85;
const CORES_TIMEOUT_MS = 30_000;

/**
 * @param measureCores before and after a run that uses several cores; left out where one is used
 * @param startMeter for tests
 */
export function createWatch(
  measureCores?: () => Promise<Cores>,
  startMeter: () => OthersMeter = startOthersMeter,
): Watch {
  return async () => {
    const before = await measureCores?.();
    const othersSeconds = startMeter();
    const begin = performance.now();
    return async () => {
      const seconds = (performance.now() - begin) / 1000;
      const others = othersSeconds() ?? 0;
      const after = await measureCores?.();
      if (others > Math.max(ALLOWED_SECONDS, ALLOWED_SHARE * seconds)) return 'other programs';
      const isShared = [before, after].some((cores) => cores && cores.together < TWO_CORES * 2 * cores.alone);
      return isShared ? 'shared cores' : undefined;
    };
  };
}

/** What this machine's cores do just now. */
export async function measureCores({ entries }: Workshop): Promise<Cores> {
  const command = { program: process.execPath, args: [entries.cores] };
  const { stdout } = await runCommand(command, CORES_TIMEOUT_MS);
  const json = JsonObject.parse(lastLine(stdout), 'What the cores do');
  return { alone: json.number('alone'), together: json.number('together') };
}
