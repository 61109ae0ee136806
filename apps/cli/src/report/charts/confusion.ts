import type { ConfusionMatrix } from '@fmnist/models';
import type { CustomSeriesRenderItemAPI } from 'echarts';
import { axis } from './axes';
import { type Drawing, drawChart } from './draw-chart';
import { shadesOf } from './shade';
import { FONT, type Theme } from './theme';

const CELL = 44;
const MOST_LABEL_ROOM = 150;
/** With more classes than this the cells are too small for numbers. */
const NUMBERED = 40;

/** The confusion matrix: what each class (row) was taken for (column). */
export function drawConfusion(
  confusion: ConfusionMatrix,
  classNames: readonly string[],
  theme: Theme,
): Drawing {
  const classes = confusion.length;
  const cell = Math.max(12, Math.min(CELL, Math.floor(1600 / classes)));
  const side = cell * classes;
  const longest = Math.max(...classNames.map((name) => name.length));
  const labelRoom = Math.min(MOST_LABEL_ROOM, 44 + 7 * longest);
  const shades = shadesOf(confusion);
  const category = {
    type: 'category' as const,
    data: [...classNames],
    splitLine: { show: false },
    axisLine: { show: false },
  };
  const label = { color: theme.text, interval: 0, width: labelRoom - 30, overflow: 'truncate' as const };
  return drawChart(
    {
      grid: { left: labelRoom, top: labelRoom, width: side, height: side, outerBoundsMode: 'none' },
      xAxis: {
        ...axis(theme, 'taken for', labelRoom - 18),
        ...category,
        position: 'top',
        axisLabel: { ...label, rotate: 55 },
      },
      yAxis: {
        ...axis(theme, 'is', labelRoom - 16),
        ...category,
        inverse: true,
        axisLabel: label,
      },
      series: [
        {
          type: 'custom',
          silent: true,
          data: confusion.flatMap((row, actual) => row.map((_, said) => [said, actual])),
          renderItem: (_: unknown, api: CustomSeriesRenderItemAPI) => {
            const [said, actual] = [Number(api.value(0)), Number(api.value(1))];
            const [x, y] = api.coord([said, actual]);
            const count = confusion[actual][said];
            const { strength, isRight } = shades[actual][said];
            const edge = cell - 2;
            return {
              type: 'group',
              children: [
                {
                  type: 'rect',
                  shape: { x: x - edge / 2, y: y - edge / 2, width: edge, height: edge, r: 2 },
                  style: { fill: theme.panel },
                },
                {
                  type: 'rect',
                  shape: { x: x - edge / 2, y: y - edge / 2, width: edge, height: edge, r: 2 },
                  style: { fill: isRight ? theme.first : theme.second, opacity: strength },
                },
                {
                  type: 'text',
                  ignore: count === 0 || classes > NUMBERED,
                  style: {
                    x,
                    y,
                    text: String(count),
                    align: 'center',
                    verticalAlign: 'middle',
                    font: `${Math.min(12, cell * 0.36)}px ${FONT}`,
                    fill: isRight && strength > 0.85 ? theme.ground : theme.text,
                  },
                },
              ],
            };
          },
        },
      ],
    },
    labelRoom + side + 20,
    labelRoom + side + 20,
    theme,
  );
}
