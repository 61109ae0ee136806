import { loadFashionMnist } from '@fmnist/data/node';
import { axis, colors, drawChart } from '../src/draw-chart';
import { picture } from '../src/picture';

/** The first training picture, as squares and as one of its rows. */
export async function draw(): Promise<string> {
  const { train } = await loadFashionMnist();
  const pixels = train.images.rows(0, 1).data;
  const row = Array.from(pixels.slice(14 * 28, 15 * 28));
  return drawChart(
    {
      legend: { show: false },
      grid: [
        { left: 20, top: 20, width: 240, height: 240 },
        { left: 330, top: 30, width: 340, height: 200 },
      ],
      xAxis: [
        { type: 'value', min: 0, max: 28, show: false },
        { type: 'category', gridIndex: 1, data: row.map((_, column) => column), ...axis('column of row 14') },
      ],
      yAxis: [
        { type: 'value', min: 0, max: 28, inverse: true, show: false },
        { type: 'value', gridIndex: 1, max: 255, interval: 51, ...axis('') },
      ],
      series: [
        picture([...pixels], 28, 255),
        {
          type: 'bar',
          silent: true,
          xAxisIndex: 1,
          yAxisIndex: 1,
          data: row,
          color: colors.first,
          barCategoryGap: '20%',
        },
      ],
    },
    700,
    280,
  );
}
