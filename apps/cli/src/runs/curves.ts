import { plot } from 'asciichart';
import colors from 'picocolors';

const COLUMNS = 60;
const ROWS = 10;
const LABEL = 8;
/** A label, a space, the axis. */
const MARGIN = LABEL + 2;

type Symbols = [string, string, string, string, string, string, string, string, string, string];
const solid: Symbols = ['┼', '┤', '╶', '╴', '─', '╰', '╭', '╮', '╯', '│'];
const dashed: Symbols = ['┼', '┤', '╶', '╴', '╌', '╰', '╭', '╮', '╯', '╎'];

/**
 * Two curves of values an epoch, over each other: the first in solid lines, the second in dashed ones and in front.
 * @param format how a value stands at the axis
 * @returns nothing where there is too little to draw: fewer than two epochs in each
 */
export function curvesText(
  a: readonly number[],
  b: readonly number[],
  format: (value: number) => string,
): string | undefined {
  const [first, second] = [untilDivergence(a), untilDivergence(b)];
  const epochs = Math.max(first.length, second.length);
  if (epochs < 2) return undefined;
  const values = [...first, ...second];
  const [min, max] = [Math.min(...values), Math.max(...values)];
  const room = max > min ? 0 : 0.01 * Math.abs(max) || 1;
  const draw = (series: readonly number[], symbols: Symbols) =>
    plot(stretched(series, epochs), {
      min: min - room,
      max: max + room,
      height: ROWS,
      offset: 3,
      symbols,
      format: (value) => format(value).padStart(LABEL),
    }).split('\n');
  const [below, above] = [draw(first, solid), draw(second, dashed)];
  const lines = below.map((line, row) => overlaid(line, above[row]));
  const axis = `${' '.repeat(MARGIN)}epoch 1${String(epochs).padStart(COLUMNS - 'epoch 1'.length)}`;
  return [...lines, axis].join('\n');
}

/** How the two curves of {@link curvesText} are told apart. */
export function legendText(a: string, b: string): string {
  return `${colors.cyan(`── ${a}`)}   ${colors.yellow(`╌╌ ${b}`)}`;
}

function untilDivergence(series: readonly number[]): readonly number[] {
  const end = series.findIndex((value) => !Number.isFinite(value));
  return end < 0 ? series : series.slice(0, end);
}

/** A value a column, straight lines between the epochs. The chart draws from one column to the next: one more than fit. */
function stretched(series: readonly number[], epochs: number): number[] {
  const points: number[] = [];
  for (let column = 0; column <= COLUMNS; column++) {
    const place = (column * (epochs - 1)) / COLUMNS;
    const before = Math.floor(place);
    if (place > series.length - 1) break;
    const after = Math.min(before + 1, series.length - 1);
    points.push(series[before] + (place - before) * (series[after] - series[before]));
  }
  return points;
}

function overlaid(below: string, above: string): string {
  const width = Math.max(below.length, above.length);
  let line = below.slice(0, MARGIN);
  for (let column = MARGIN; column < width; column++) {
    const [under, over] = [below[column] ?? ' ', above[column] ?? ' '];
    if (over !== ' ') line += colors.yellow(over);
    else line += under === ' ' ? ' ' : colors.cyan(under);
  }
  return line.trimEnd();
}
