import type { TrainingSpan } from './schedule';

/**
 * How far a schedule has come: of its own number of steps, counted over all trainings, or, where it has none, of those of
 * the training that is under way. Before the first training it is at its beginning.
 */
export function courseOf(
  own: number | undefined,
  steps: number,
  training: TrainingSpan | undefined,
): { readonly done: number; readonly total: number } {
  if (own !== undefined) return { done: steps, total: own };
  return training ? { done: steps - training.first, total: training.steps } : { done: 0, total: 1 };
}
