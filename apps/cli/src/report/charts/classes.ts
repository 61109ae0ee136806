import type { ClassMeasures } from '@fmnist/models';
import { axis, legend } from './axes';
import { type Drawing, drawChart } from './draw-chart';
import type { Theme } from './theme';

const WIDTH = 640;
const ROW = 30;
const LABEL_ROOM = 140;

/** Precision, recall and F1 of each class, a row each. */
export function drawClasses(classes: readonly ClassMeasures[], theme: Theme): Drawing {
  const measures = [
    ['precision', theme.first, 'circle', ({ precision }: ClassMeasures) => precision],
    ['recall', theme.second, 'diamond', ({ recall }: ClassMeasures) => recall],
    ['F1', theme.third, 'rect', ({ f1 }: ClassMeasures) => f1],
  ] as const;
  const least = Math.min(...classes.flatMap(({ precision, recall, f1 }) => [precision, recall, f1]));
  const height = 36 + ROW * classes.length + 48;
  const horizontal = axis(theme, '', 0);
  const vertical = axis(theme, '', 0);
  return drawChart(
    {
      legend: {
        ...legend(
          theme,
          measures.map(([name]) => name),
        ),
        icon: undefined,
        left: LABEL_ROOM,
        itemHeight: 10,
      },
      grid: { left: LABEL_ROOM, right: 24, top: 36, bottom: 40, outerBoundsMode: 'none' },
      xAxis: {
        type: 'value',
        min: Math.floor(10 * Math.min(0.9, least)) / 10,
        max: 1,
        ...horizontal,
        axisLabel: { ...horizontal.axisLabel, formatter: (value: number) => `${Math.round(100 * value)}%` },
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: classes.map(({ label }) => label),
        ...vertical,
        axisLabel: { color: theme.text, interval: 0, width: LABEL_ROOM - 16, overflow: 'truncate' },
        splitLine: { show: true, lineStyle: { color: theme.grid } },
      },
      series: measures.map(([name, color, symbol, measured]) => ({
        name,
        type: 'scatter',
        symbol,
        symbolSize: 11,
        silent: true,
        clip: false,
        itemStyle: { color, opacity: 0.9 },
        data: classes.map((each, row) => [measured(each), row]),
      })),
    },
    WIDTH,
    height,
    theme,
  );
}
