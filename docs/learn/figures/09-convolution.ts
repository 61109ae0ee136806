import { Conv2D, Model, Tensor } from '@fmnist/core';
import { loadFashionMnist } from '@fmnist/data/node';
import { colors, drawChart } from '../src/draw-chart';
import { picture } from '../src/picture';

/** Windows of 3 × 3 numbers, and what each looks for. */
const windows: [name: string, window: number[]][] = [
  ['brighter to the right', [-1, 0, 1, -1, 0, 1, -1, 0, 1]],
  ['brighter below', [-1, -1, -1, 0, 0, 0, 1, 1, 1]],
];

/** A picture, and what two windows find at every place of it. */
export async function draw(): Promise<string> {
  const { train } = await loadFashionMnist();
  const pixels = train.images.rows(0, 1);
  const maps = await Promise.all(windows.map(([, window]) => look(pixels, window)));
  const shown: [title: string, numbers: number[], largest: number][] = [
    ['the picture', [...pixels.data], 255],
    ...maps.map((map, i): [string, number[], number] => [windows[i][0], map, 3 * 255]),
  ];
  const left = (i: number) => 10 + 240 * i;
  const side = { type: 'value', min: 0, max: 28, show: false };
  return drawChart(
    {
      legend: { show: false },
      title: shown.map(([text], i) => ({
        text,
        left: left(i),
        top: 4,
        textStyle: { fontSize: 13, fontWeight: 'normal', color: colors.text },
      })),
      grid: shown.map((_, i) => ({ left: left(i), top: 30, width: 224, height: 224 })),
      xAxis: shown.map((_, gridIndex) => ({ ...side, gridIndex })),
      yAxis: shown.map((_, gridIndex) => ({ ...side, gridIndex, inverse: true })),
      series: shown.map(([, numbers, largest], i) =>
        picture(numbers, 28, largest, { xAxisIndex: i, yAxisIndex: i }),
      ),
    },
    720,
    264,
  );
}

async function look(pixels: Tensor, window: number[]): Promise<number[]> {
  const convolution = new Conv2D(1, 1, { kernelSize: 3, padding: 'same' });
  convolution.setParameters(new Tensor(Float32Array.from(window), [1, 3, 3, 1]), Tensor.from([0]));
  const model = new Model({ inputShape: [28, 28, 1] });
  model.add(convolution);
  model.finalize();
  return [...(await model.predict(pixels)).data];
}
