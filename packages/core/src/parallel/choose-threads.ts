import type { Kernels } from '../kernels/kernels';
import { canShareWork, countCores } from './platform';

/** Starting workers takes as long as about so many multiplications and additions. */
const WORTH_A_TEAM = 4e9;
/** More do not help: a batch is cut into about so many units. */
const MOST = 8;

/**
 * How many threads a training gets: as many as asked for, or, for `auto`, one for each processor core where there is
 * enough to do. One where the platform has no threads that share memory, or the kernels cannot share theirs.
 * @param operations how many multiplications and additions the training takes
 */
export function chooseThreads(asked: number | 'auto', kernels: Kernels, operations: number): number {
  if (!kernels.shared || !canShareWork()) return 1;
  if (asked !== 'auto') return asked;
  return operations < WORTH_A_TEAM ? 1 : Math.min(countCores(), MOST);
}
