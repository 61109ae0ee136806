import type { Answer, Findings } from '../findings';

/** More pictures than this in all would make the page slow to open. */
const MOST = 3000;
const MOST_OF_A_MISTAKE = 48;
const MOST_RIGHT = 12;

/** The pictures behind a cell of the confusion matrix, or some of them. */
export interface CellPictures {
  readonly actual: number;
  readonly said: number;
  /** How many pictures there are behind the cell in all. */
  readonly count: number;
  /** Of mistakes those the model was surest of first, of right answers those it was least sure of. */
  readonly answers: readonly Answer[];
}

/**
 * The pictures behind each cell that has any, row by row; of each cell as many as all together stay below a number that
 * a page can show.
 */
export function cellPictures({ answers, confusion }: Findings): CellPictures[] {
  const cells = confusion.flatMap((row, actual) =>
    row.flatMap((count, said) => (count > 0 ? [{ actual, said, count, answers: [] as Answer[] }] : [])),
  );
  const cellAt = new Map(cells.map((cell) => [`${cell.actual},${cell.said}`, cell]));
  for (const answer of answers) cellAt.get(`${answer.actual},${answer.said}`)?.answers.push(answer);
  const most = mostOfEach(cells.filter(({ actual, said }) => actual !== said));
  return cells.map((cell) => {
    const isRight = cell.actual === cell.said;
    const sign = isRight ? 1 : -1;
    const sorted = cell.answers.sort(
      (a, b) => sign * (a.probability - b.probability) || a.picture - b.picture,
    );
    return { ...cell, answers: sorted.slice(0, isRight ? MOST_RIGHT : most) };
  });
}

/** The largest number of pictures a cell, one at least, with which all cells together have no more than there may be. */
function mostOfEach(cells: readonly { readonly count: number }[]): number {
  const total = (most: number) => cells.reduce((sum, { count }) => sum + Math.min(count, most), 0);
  let most = MOST_OF_A_MISTAKE;
  while (most > 1 && total(most) > MOST) most--;
  return most;
}
