import type { Point, Stroke } from './stroke';

/** What was done to a drawing, and what was taken back of it and can be done again. */
export interface StrokeHistory {
  readonly done: readonly Stroke[];
  /** The one to be done again first is the last. */
  readonly undone: readonly Stroke[];
}

export const noStrokes: StrokeHistory = { done: [], undone: [] };

/** Whether nothing is drawn: nothing was done, or all was cleared. */
export function isBlank({ done }: StrokeHistory): boolean {
  const last = done.at(-1);
  return !last || last.tool === 'clear';
}

/** Does something more; what was taken back is then forgotten. */
export function begin({ done }: StrokeHistory, stroke: Stroke): StrokeHistory {
  return { done: [...done, stroke], undone: [] };
}

/** Draws the last line on. */
export function extend(history: StrokeHistory, points: readonly Point[]): StrokeHistory {
  const last = history.done.at(-1);
  if (!last || !('points' in last)) return history;
  return {
    ...history,
    done: [...history.done.slice(0, -1), { ...last, points: [...last.points, ...points] }],
  };
}

/** Takes back what was done last. */
export function undo({ done, undone }: StrokeHistory): StrokeHistory {
  return { done: done.slice(0, -1), undone: [...undone, ...done.slice(-1)] };
}

/** Does again what was taken back last. */
export function redo({ done, undone }: StrokeHistory): StrokeHistory {
  return { done: [...done, ...undone.slice(-1)], undone: undone.slice(0, -1) };
}
