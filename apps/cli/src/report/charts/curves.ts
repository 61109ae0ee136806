import type { EpochRecord } from '@fmnist/core';
import { axis, legend } from './axes';
import { type Drawing, drawChart } from './draw-chart';
import type { Theme } from './theme';

const WIDTH = 360;
const HEIGHT = 260;
/** Up to so many epochs each has a dot. */
const DOTTED = 20;

/** A chart of how something changed from epoch to epoch. */
export interface Curve extends Drawing {
  readonly title: string;
}

type Line = readonly [name: string, colour: string, measured: (epoch: EpochRecord) => number | undefined];

/** Loss, accuracy and learning rate over the epochs, a chart each; without epochs none. */
export function drawCurves(epochs: readonly EpochRecord[], theme: Theme): Curve[] {
  if (epochs.length === 0) return [];
  const percent = (value: number) => `${(100 * value).toFixed(value < 0.995 && value > 0.005 ? 0 : 1)}%`;
  return [
    drawCurve(epochs, theme, 'Loss', undefined, [
      ['training', theme.first, ({ dataLoss }) => dataLoss],
      ['validation', theme.second, ({ validation }) => validation?.loss],
    ]),
    drawCurve(epochs, theme, 'Accuracy', percent, [
      ['training', theme.first, ({ accuracy }) => accuracy],
      ['validation', theme.second, ({ validation }) => validation?.accuracy],
    ]),
    drawCurve(epochs, theme, 'Learning rate', shortNumber, [
      ['of the last step of each epoch', theme.third, ({ learningRate }) => learningRate],
    ]),
  ];
}

function drawCurve(
  epochs: readonly EpochRecord[],
  theme: Theme,
  title: string,
  formatter: ((value: number) => string) | undefined,
  lines: readonly Line[],
): Curve {
  const drawn = lines.filter(([, , measured]) => epochs.some((epoch) => measured(epoch) !== undefined));
  const vertical = axis(theme, '', 0);
  const drawing = drawChart(
    {
      legend: legend(
        theme,
        drawn.map(([name]) => name),
      ),
      grid: { left: 54, right: 14, top: 34, bottom: 44 },
      xAxis: {
        type: 'category',
        data: epochs.map(({ epoch }) => String(epoch)),
        boundaryGap: epochs.length === 1,
        ...axis(theme, 'epoch', 26),
      },
      yAxis: {
        type: 'value',
        scale: true,
        splitNumber: 4,
        ...vertical,
        axisLine: { show: false },
        axisLabel: { ...vertical.axisLabel, ...(formatter && { formatter }) },
      },
      series: drawn.map(([name, colour, measured]) => ({
        name,
        type: 'line',
        data: epochs.map((epoch) => measured(epoch) ?? '-'),
        showSymbol: epochs.length <= DOTTED,
        symbol: 'circle',
        symbolSize: epochs.length === 1 ? 9 : 5,
        silent: true,
        emphasis: { disabled: true },
        itemStyle: { color: colour },
        lineStyle: { color: colour, width: 2 },
      })),
    },
    WIDTH,
    HEIGHT,
    theme,
  );
  return { ...drawing, title };
}

function shortNumber(value: number): string {
  const rounded = Number(value.toPrecision(3));
  return value === 0 || value >= 1e-5
    ? rounded.toLocaleString('en', { maximumFractionDigits: 7 })
    : String(rounded);
}
