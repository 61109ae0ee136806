import { plot } from 'asciichart';
import type { Style } from './style';

/** A line of a chart. */
export interface Line {
  /** A value a column; undefined where there is none: before the first, and after the last. */
  readonly values: readonly (number | undefined)[];
  /** Whether it is the one looked at first. */
  readonly isMain: boolean;
}

type Symbols = [string, string, string, string, string, string, string, string, string, string];

const solid: Symbols = ['┤', '┤', '╶', '╴', '─', '╰', '╭', '╮', '╯', '│'];
const dotted: Symbols = ['┤', '┤', '╶', '╴', '┄', '╰', '╭', '╮', '╯', '┆'];
const solidAscii: Symbols = ['|', '|', '-', '-', '-', '\\', '/', '\\', '/', '|'];
const dottedAscii: Symbols = ['|', '|', '.', '.', '.', '.', '.', '.', '.', ':'];

/** How many characters of a chart's line come before its columns: a number, a space, the axis. */
export const AXIS_WIDTH = 7;

/**
 * A chart of lines over the same columns.
 * @param rows how many lines of text it may take, ≥ 2
 * @returns as many lines of text, each as wide as the axis and the columns; none where there is nothing to draw yet.
 */
export function chart(lines: readonly Line[], rows: number, style: Style): string[] {
  const range = rangeOf(lines);
  if (!range) return [];
  const grids = lines.map((line) => gridOf(line, range, rows, style));
  return Array.from({ length: rows }, (_, row) => overlay(lines, grids, row, style));
}

/** A row of all lines, the first on top. Neighbours of one colour are painted together. */
function overlay(lines: readonly Line[], grids: readonly string[][][], row: number, style: Style): string {
  const width = Math.max(...grids.map((grid) => grid[row].findLastIndex((cell) => cell !== ' '))) + 1;
  let text = grids[0][row].slice(0, AXIS_WIDTH).join('');
  let run = '';
  let owner: Line | undefined;
  const flush = () => {
    text += owner ? paint(owner, run, style) : run;
    run = '';
  };
  for (let column = AXIS_WIDTH; column < width; column++) {
    const top = grids.findIndex((grid) => (grid[row][column] ?? ' ') !== ' ');
    const next = top === -1 ? undefined : lines[top];
    if (next !== owner) flush();
    owner = next;
    run += top === -1 ? ' ' : grids[top][row][column];
  }
  flush();
  return text;
}

/** The colour of a line. */
export function paint({ isMain }: Pick<Line, 'isMain'>, text: string, { colors }: Style): string {
  return isMain ? colors.yellow(text) : colors.green(text);
}

/**
 * The values that are to be seen. The steep beginning is left out once there is more, and cut off by the chart's edge: else
 * nothing could be told of what comes after.
 */
function rangeOf(lines: readonly Line[]): [min: number, max: number] | undefined {
  const all = lines.flatMap(({ values }) => {
    const known = values.filter((value) => value !== undefined);
    return known.slice(Math.floor(known.length / 10));
  });
  if (all.length === 0) return undefined;
  const [min, max] = [Math.min(...all), Math.max(...all)];
  const margin = Math.max(0.005 - (max - min) / 2, 0);
  return [min - margin, max + margin];
}

/** A line as characters by row and column, spaces where it is not. */
function gridOf(
  { values, isMain }: Line,
  [min, max]: [number, number],
  rows: number,
  { unicode }: Style,
): string[][] {
  const first = values.findIndex((value) => value !== undefined);
  const known = values.filter((value) => value !== undefined);
  const [begin = min] = known;
  const heights = [...new Array(Math.max(first, 0)).fill(begin), ...known].map((value) => {
    const share = Math.min(1, Math.max(0, (value - min) / (max - min)));
    // Rows from 1 on: asciichart marks the axis at 0 in a way of its own.
    return 1 + share * (rows - 1);
  });
  const main = unicode ? solid : solidAscii;
  const side = unicode ? dotted : dottedAscii;
  const text = plot(heights.length > 0 ? heights : [1], {
    ...{ min: 1, max: rows, height: rows - 1, offset: 2 },
    symbols: isMain ? main : side,
    format: (_, row) => `${label(max - ((max - min) * row) / (rows - 1))} `,
  });
  const isBeforeFirst = (column: number) => column >= AXIS_WIDTH && column < AXIS_WIDTH + first;
  return text
    .split('\n')
    .map((line) => [...line].map((cell, column) => (isBeforeFirst(column) ? ' ' : cell)));
}

/** A number in five characters. */
function label(value: number): string {
  if (value < 9.9995) return value.toFixed(3);
  return (value < 999.95 ? value.toFixed(1) : '>999').padStart(5);
}
