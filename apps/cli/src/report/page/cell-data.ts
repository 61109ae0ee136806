import type { Findings } from '../findings';
import type { CellPictures } from '../pictures/cell-pictures';
import type { SpriteSheet } from '../pictures/sprite-sheet';

/** What the page's script reads: JSON without any `<`, so that no text in it can end the element it stands in. */
export function cellData(cells: readonly CellPictures[], { dataset }: Findings, sheet: SpriteSheet): string {
  const data = {
    names: dataset.classNames,
    columns: sheet.columns,
    cells: Object.fromEntries(
      cells.map(({ actual, said, count, answers }) => [
        `${actual},${said}`,
        {
          count,
          answers: answers.map(({ picture, probability }) => [
            picture,
            sheet.places.get(picture),
            Number(probability.toFixed(4)),
          ]),
        },
      ]),
    ),
  };
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}
