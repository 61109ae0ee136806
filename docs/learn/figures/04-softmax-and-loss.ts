import { axis, colors, drawChart } from '../src/draw-chart';

/** −ln p, with the three probabilities of the chapter's example. */
export async function draw(): Promise<string> {
  const curve = Array.from({ length: 200 }, (_, i) => (i + 1) / 200).map((p) => [p, -Math.log(p)]);
  const points = [0.7054, 0.2595, 0.0351].map((p) => [p, -Math.log(p)]);
  return drawChart(
    {
      legend: { show: false },
      grid: { left: 50, right: 20, top: 20, bottom: 45 },
      xAxis: { type: 'value', min: 0, max: 1, ...axis('probability p of the right class') },
      yAxis: { type: 'value', min: 0, max: 5, ...axis('loss −ln p', 30) },
      series: [
        { type: 'line', showSymbol: false, color: colors.first, lineStyle: { width: 2 }, data: curve },
        {
          type: 'scatter',
          color: colors.second,
          symbolSize: 10,
          data: points,
          label: {
            show: true,
            position: 'right',
            distance: 8,
            color: colors.text,
            formatter: ({ value: [p, loss] }: { value: number[] }) =>
              `p = ${p.toFixed(2)}: loss ${loss.toFixed(2)}`,
          },
        },
      ],
    },
    560,
    300,
  );
}
