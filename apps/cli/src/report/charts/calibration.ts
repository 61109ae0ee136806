import type { CalibrationBin } from '@fmnist/models';
import { axis, legend } from './axes';
import { type Drawing, drawChart } from './draw-chart';
import type { Theme } from './theme';

const WIDTH = 380;
const HEIGHT = 360;
const LARGEST_DOT = 30;

/**
 * The reliability diagram (Guo, Pleiss, Sun & Weinberger 2017, figure 1): how often predictions are right against how sure
 * the model was of them. A dot's area is the share of the predictions; on the diagonal the one is the other.
 */
export function drawCalibration(bins: readonly CalibrationBin[], theme: Theme): Drawing {
  const most = Math.max(...bins.map(({ count }) => count));
  const share = (value: number) => `${Math.round(100 * value)}%`;
  const horizontal = axis(theme, 'how sure the model was', 28);
  const vertical = axis(theme, 'how often it was right', 42);
  const range = { type: 'value' as const, min: 0, max: 1, interval: 0.2 };
  return drawChart(
    {
      legend: legend(theme, ['model', 'gap to perfect calibration']),
      grid: { left: 60, right: 18, top: 40, bottom: 48 },
      xAxis: { ...range, ...horizontal, axisLabel: { ...horizontal.axisLabel, formatter: share } },
      yAxis: { ...range, ...vertical, axisLabel: { ...vertical.axisLabel, formatter: share } },
      series: [
        {
          type: 'line',
          data: [
            [0, 0],
            [1, 1],
          ],
          symbol: 'none',
          silent: true,
          lineStyle: { color: theme.faint, width: 1, type: 'dashed' },
        },
        {
          name: 'gap to perfect calibration',
          type: 'line',
          data: bins.flatMap(({ confidence, accuracy }) => [
            [confidence, confidence],
            [confidence, accuracy],
            [confidence, '-'],
          ]),
          symbol: 'none',
          silent: true,
          itemStyle: { color: theme.second },
          lineStyle: { color: theme.second, width: 3 },
        },
        {
          name: 'model',
          type: 'scatter',
          data: bins.map(({ confidence, accuracy, count }) => ({
            value: [confidence, accuracy],
            symbolSize: Math.max(5, LARGEST_DOT * Math.sqrt(count / most)),
          })),
          silent: true,
          clip: false,
          itemStyle: { color: theme.first, opacity: 0.85 },
        },
      ],
    },
    WIDTH,
    HEIGHT,
    theme,
  );
}
