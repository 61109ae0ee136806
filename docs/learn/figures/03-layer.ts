import { Dense, Model, Rescale } from '@fmnist/core';
import { loadFashionMnist } from '@fmnist/data/node';
import { axis, colors, drawChart } from '../src/draw-chart';

/** What the 128 neurons of an untrained layer make of one picture, and which of them ReLU lets through. */
export async function draw(): Promise<string> {
  const { train } = await loadFashionMnist();
  const model = new Model();
  model.add(new Rescale(1 / 255));
  model.add(new Dense(784, 128));
  model.finalize();
  const sums = [...(await model.predict(train.images.rows(0, 1))).data].sort((a, b) => a - b);
  const series = (name: string, color: string, isShown: (sum: number) => boolean) => ({
    name,
    type: 'bar',
    silent: true,
    stack: 'sums',
    color,
    data: sums.map((sum) => (isShown(sum) ? sum : 0)),
  });
  return drawChart(
    {
      grid: { left: 55, right: 20, top: 40, bottom: 45 },
      xAxis: {
        type: 'category',
        data: sums.map((_, i) => i + 1),
        ...axis('128 neurons, sorted by their sums'),
        axisLabel: { show: false },
      },
      yAxis: { type: 'value', ...axis('sum', 38) },
      series: [
        series('ReLU passes it on', colors.first, (sum) => sum > 0),
        series('ReLU puts out 0', colors.second, (sum) => sum <= 0),
      ],
    },
    640,
    300,
  );
}
