import type { ConfusionMatrix } from '@fmnist/models';
import { type KeyboardEvent, memo, useState } from 'react';
import { classNames } from '../class-names';

/** A cell: what pictures are of, and what they were taken for. */
export interface ConfusionCell {
  readonly actual: number;
  readonly predicted: number;
}

export interface ConfusionTableProps {
  readonly confusion: ConfusionMatrix;
  readonly chosen: ConfusionCell | undefined;
  readonly onChoose: (cell: ConfusionCell) => void;
}

/** How far each key goes: down, and to the right. */
const steps: Readonly<Record<string, readonly [down: number, right: number]>> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
};

/**
 * What was taken for what, of the test pictures: a row for each class that they are of. The arrow keys go from cell to
 * cell.
 */
export const ConfusionTable = memo(function ConfusionTable({
  confusion,
  chosen,
  onChoose,
}: ConfusionTableProps) {
  const [current, setCurrent] = useState<ConfusionCell>({ actual: 0, predicted: 0 });
  const go = (event: KeyboardEvent<HTMLTableElement>) => {
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    const within = (place: number) => Math.max(0, Math.min(confusion.length - 1, place));
    const next = { actual: within(current.actual + step[0]), predicted: within(current.predicted + step[1]) };
    setCurrent(next);
    event.currentTarget.querySelector<HTMLElement>(`[data-cell="${next.actual}-${next.predicted}"]`)?.focus();
  };
  return (
    <div className="scroll">
      <table className="confusion" onKeyDown={go}>
        <caption className="unseen">
          Rows: what test pictures show. Columns: what they were taken for.
        </caption>
        <thead>
          <tr>
            <td />
            {classNames.map((name) => (
              <th key={name} scope="col">
                <span>{name}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {confusion.map((row, actual) => {
            const total = row.reduce((sum, count) => sum + count, 0);
            return (
              <tr key={classNames[actual]}>
                <th scope="row">{classNames[actual]}</th>
                {row.map((count, predicted) => {
                  const isAt = (cell?: ConfusionCell) =>
                    cell?.actual === actual && cell.predicted === predicted;
                  return (
                    <td
                      key={classNames[predicted]}
                      className={predicted === actual ? 'right' : 'wrong'}
                      style={{ '--share': Math.round((100 * count) / total) }}
                    >
                      <button
                        type="button"
                        data-cell={`${actual}-${predicted}`}
                        tabIndex={isAt(current) ? 0 : -1}
                        aria-pressed={isAt(chosen)}
                        aria-label={`${count} of ${classNames[actual]} taken for ${classNames[predicted]}`}
                        onFocus={() => setCurrent({ actual, predicted })}
                        onClick={() => onChoose({ actual, predicted })}
                      >
                        {count}
                      </button>
                    </td>
                  );
                })}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
});
