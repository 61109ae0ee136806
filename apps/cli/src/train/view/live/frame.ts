import sliceAnsi from 'slice-ansi';
import { bar } from './bar';
import { AXIS_WIDTH, chart, paint } from './chart';
import { formatDuration } from './duration';
import type { Measures, Standing } from './standing';
import type { Style } from './style';
import { widthOf } from './width';

/** More than this makes nothing clearer. */
const MAX_WIDTH = 120;
const MIN_LABEL_WIDTH = 12;
const GAP = '   ';
/** From this width on the two charts stand side by side. */
const TWO_CHARTS_WIDTH = 72;
/** A chart's rows, and above them a line that says what it shows. */
const MIN_CHART_ROWS = 4;
const MAX_CHART_ROWS = 8;

/** How many characters a line may have, and how many lines there may be. */
export interface Room {
  readonly columns: number;
  readonly rows: number;
}

/**
 * What is to be seen of a training, as lines that fit: no line is wider than the room, and there are not more than it has.
 * Where there is little room the charts go first, then what matters least.
 */
export function frame(standing: Standing, { columns, rows }: Room, style: Style): string[] {
  const width = Math.min(columns, MAX_WIDTH);
  const lines =
    rows < 5
      ? fewLines(standing, width, style).slice(0, Math.max(0, rows))
      : allLines(standing, width, style);
  const charts = chartsIn(standing, width, rows - lines.length, style);
  return [...lines, ...charts].map((line) => (widthOf(line) > width ? sliceAnsi(line, 0, width) : line));
}

function allLines(standing: Standing, width: number, style: Style): string[] {
  const { training, validation } = standing;
  const label = (text: string) => text.padEnd(labelWidth(standing));
  return [
    epochLine(standing, width, style),
    totalLine(standing, width, style),
    paceLine(standing),
    `${paint({ isMain: true }, label('training'), style)}${measures(training)}`,
    `${paint({ isMain: false }, label('validation'), style)}${measures(validation)}${best(standing, width)}`,
  ];
}

/** The most important lines first. */
function fewLines(standing: Standing, width: number, style: Style): string[] {
  const { training, validation } = standing;
  return [
    totalLine(standing, width, style),
    `training ${measures(training)}`,
    `validation ${measures(validation)}`,
    epochLine(standing, width, style),
  ];
}

function epochLine(standing: Standing, width: number, style: Style): string {
  const { epochs, epoch, step, stepsPerEpoch, isOver } = standing;
  const isBetween = step === 0 && epoch > 0 && (isOver || epoch === epochs);
  const number = isBetween ? epoch : epoch + 1;
  const name = `epoch ${number}/${epochs}`.padEnd(labelWidth(standing));
  return withBar(name, isBetween ? 1 : step / stepsPerEpoch, width, style);
}

function totalLine(standing: Standing, width: number, style: Style): string {
  const { epochs, epoch, step, stepsPerEpoch } = standing;
  const share = (epoch + step / stepsPerEpoch) / epochs;
  return withBar('total'.padEnd(labelWidth(standing)), share, width, style);
}

function labelWidth({ epochs }: Standing): number {
  return Math.max(MIN_LABEL_WIDTH, `epoch ${epochs}/${epochs} `.length);
}

function withBar(label: string, share: number, width: number, style: Style): string {
  const percent = `${Math.floor(100 * share)}%`.padStart(5);
  const room = width - label.length - percent.length;
  return room < 4 ? `${label}${percent}` : `${label}${bar(share, room, style)}${percent}`;
}

function paceLine(standing: Standing): string {
  const { imagesPerSecond, secondsLeft, seconds, isOver } = standing;
  const speed = imagesPerSecond && `${Math.round(imagesPerSecond).toLocaleString('en-US')} images/s`;
  const left = secondsLeft !== undefined && `${formatDuration(secondsLeft)} left`;
  const time = isOver ? `${formatDuration(seconds)} in all` : left;
  return ''.padEnd(labelWidth(standing)) + [speed, time].filter(Boolean).join(', ');
}

function measures(measured: Measures | undefined): string {
  if (!measured) return '';
  return `loss ${measured.loss.toFixed(3)}  accuracy ${measured.accuracy.toFixed(3)}`;
}

function best({ best }: Standing, width: number): string {
  return best && width >= 60 ? `${GAP}best ${best.accuracy.toFixed(3)} in epoch ${best.epoch}` : '';
}

function chartsIn(standing: Standing, width: number, rows: number, style: Style): string[] {
  const isWide = width >= TWO_CHARTS_WIDTH;
  const one = isWide ? rows - 1 : Math.floor(rows / 2) - 1;
  const chartWidth = isWide ? Math.floor((width - GAP.length) / 2) : width;
  const draw = (measure: 'loss' | 'accuracy', height: number) =>
    titledChart(standing, measure, chartWidth, Math.min(MAX_CHART_ROWS, height), style);
  if (one >= MIN_CHART_ROWS) {
    const [loss, accuracy] = [draw('loss', one), draw('accuracy', one)];
    return isWide ? beside(loss, accuracy, chartWidth) : [...loss, ...accuracy];
  }
  return rows - 1 >= MIN_CHART_ROWS ? draw('accuracy', rows - 1) : [];
}

function titledChart(
  { curves }: Standing,
  measure: 'loss' | 'accuracy',
  width: number,
  rows: number,
  style: Style,
): string[] {
  const points = width - AXIS_WIDTH;
  if (points < 4) return [];
  const lines = [
    { values: curves.training[measure].points(points), isMain: true },
    { values: curves.validation[measure].points(points), isMain: false },
  ];
  const drawn = chart(lines, rows, style);
  return drawn.length > 0 ? [style.colors.dim(`${''.padEnd(AXIS_WIDTH - 1)}${measure}`), ...drawn] : [];
}

function beside(left: readonly string[], right: readonly string[], width: number): string[] {
  return left.map((line, row) => `${line}${''.padEnd(width - widthOf(line))}${GAP}${right[row] ?? ''}`);
}
