import Table from 'cli-table3';

const noLines = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '',
};

/** Rows of text in columns as wide as their widest cell. @param rightAligned columns of numbers, by their index from 0 */
export function tableText(
  rows: readonly (readonly (string | number)[])[],
  rightAligned: readonly number[] = [],
): string {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const table = new Table({
    chars: noLines,
    style: { 'padding-left': 0, 'padding-right': 2, head: [], border: [] },
    colAligns: Array.from({ length: columns }, (_, index) =>
      rightAligned.includes(index) ? 'right' : 'left',
    ),
  });
  table.push(...rows.map((row) => [...row]));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}
