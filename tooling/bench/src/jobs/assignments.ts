import type { Contender } from '../contenders/contender';
import type { Assignment } from '../messages';
import { lastLine, runCommand } from '../run-command';
import { HIDDEN } from '../runners/parameters';
import type { BenchContext } from './job';

const FULL_TIMEOUT_MS = 15 * 60_000;
const QUICK_TIMEOUT_MS = 120_000;
/** About how long a child measures predictions. */
const FULL_BUDGET_MS = 4000;
const QUICK_BUDGET_MS = 700;

/** Gives a contender something to do. @returns its answer, a line of JSON */
export async function assign(
  { workshop, quick }: BenchContext,
  contender: Contender,
  task: Pick<Assignment, 'task'> & Partial<Assignment>,
): Promise<string> {
  const assignment: Assignment = {
    contender: contender.id,
    folder: workshop.folder,
    epochs: 0,
    stepLimit: 0,
    seed: 0,
    hidden: HIDDEN,
    images: 0,
    testImages: 0,
    budgetMs: quick ? QUICK_BUDGET_MS : FULL_BUDGET_MS,
    ...task,
  };
  const { stdout } = await runCommand(contender.command(assignment, workshop), timeoutMs(quick));
  return contender.extractAnswer?.(stdout) ?? lastLine(stdout);
}

export function timeoutMs(quick: boolean): number {
  return quick ? QUICK_TIMEOUT_MS : FULL_TIMEOUT_MS;
}
