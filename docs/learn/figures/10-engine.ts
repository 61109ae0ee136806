import { RandomStream } from '@fmnist/core';
import { axis, colors, drawChart } from '../src/draw-chart';

const COUNT = 1000;
const ORDERS = 400;

/** One list of 1,000 numbers, added up in float32 in 400 orders: how often each sum comes out. */
export async function draw(): Promise<string> {
  const stream = new RandomStream(1, 'numbers');
  const numbers = Array.from({ length: COUNT }, (_, n) => Math.fround(stream.uniform(n)));
  const sums = Array.from({ length: ORDERS }, (_, order) =>
    new RandomStream(2, 'order', order)
      .permutation(COUNT)
      .reduce((sum, index) => Math.fround(sum + numbers[index]), 0),
  );
  const exact = numbers.reduce((sum, number) => sum + number, 0);
  const counts = new Map<number, number>();
  for (const sum of sums) counts.set(sum, (counts.get(sum) ?? 0) + 1);
  const bars = [...counts].sort(([a], [b]) => a - b);
  return drawChart(
    {
      legend: { show: false },
      grid: { left: 50, right: 20, top: 20, bottom: 45 },
      xAxis: {
        type: 'category',
        data: bars.map(([sum]) => ((sum - exact) * 1e4).toFixed(1)),
        ...axis('what the sum is off by, in ten-thousandths'),
      },
      yAxis: { type: 'value', ...axis('of 400 orders', 32) },
      series: [{ type: 'bar', silent: true, color: colors.first, data: bars.map(([, count]) => count) }],
    },
    640,
    300,
  );
}
