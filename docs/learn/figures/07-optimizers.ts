import {
  Adagrad,
  Adam,
  Dense,
  MeanSquaredError,
  Model,
  type Optimizer,
  RMSprop,
  SGD,
  Tensor,
} from '@fmnist/core';
import { axis, colors, drawChart } from '../src/draw-chart';

/** Samples that make the loss 8·w₀² + w₁² / 2, a narrow valley: the best place is the middle, and the bias stays 0. */
const x = Tensor.from(
  [
    [4, 0],
    [-4, 0],
    [0, 1],
    [0, -1],
  ],
  'float64',
);
const y = Tensor.from([[0], [0], [0], [0]], 'float64');
const START = [0.9, 1.8];
const STEPS = 40;

/** The way of each optimizer down the same narrow valley. */
export async function draw(): Promise<string> {
  const runs: [name: string, color: string, optimizer: Optimizer][] = [
    ['SGD', colors.first, new SGD({ learningRate: 0.11 })],
    ['with momentum', colors.second, new SGD({ learningRate: 0.02, momentum: 0.9 })],
    ['RMSprop', colors.third, new RMSprop({ learningRate: 0.06 })],
    ['Adagrad', colors.text, new Adagrad({ learningRate: 0.3 })],
    ['Adam', colors.fourth, new Adam({ learningRate: 0.15 })],
  ];
  const ways = await Promise.all(
    runs.map(async ([name, color, optimizer]) => ({
      name,
      type: 'line',
      silent: true,
      color,
      symbol: 'circle',
      symbolSize: 4,
      lineStyle: { width: 1.5 },
      data: await descend(optimizer),
    })),
  );
  return drawChart(
    {
      legend: {
        top: 4,
        itemGap: 24,
        icon: 'roundRect',
        itemWidth: 14,
        itemHeight: 8,
        textStyle: { color: colors.text },
        data: runs.map(([name]) => name),
      },
      grid: { left: 50, right: 20, top: 40, bottom: 45 },
      xAxis: { type: 'value', min: -1, max: 1, ...axis('w₀, where the valley is steep') },
      yAxis: { type: 'value', min: -0.5, max: 2, ...axis('w₁, where it is flat', 30) },
      series: [...[0.5, 1, 1.5, 2, 3].map(contour), ...ways],
    },
    640,
    420,
  );
}

/** Where the weights are before each step. */
async function descend(optimizer: Optimizer): Promise<number[][]> {
  const dense = new Dense(2, 1);
  dense.setParameters(
    Tensor.from(
      START.map((weight) => [weight]),
      'float64',
    ),
    Tensor.from([0], 'float64'),
  );
  const model = new Model({ dtype: 'float64' });
  model.add(dense);
  model.set({ loss: new MeanSquaredError(), optimizer });
  model.finalize();
  const way = [START];
  await model.train(x, y, {
    epochs: STEPS,
    callbacks: [{ stepEnd: () => void way.push([...dense.getParameters().weights.data]) }],
  });
  return way.map((place) => place.map((weight) => Math.round(weight * 1e4) / 1e4));
}

/** A line of places that lose the same: an ellipse through (0, height). */
function contour(height: number) {
  const points = Array.from({ length: 65 }, (_, i) => (2 * Math.PI * i) / 64);
  return {
    type: 'line',
    silent: true,
    showSymbol: false,
    lineStyle: { width: 1, color: colors.grid },
    data: points.map((angle) => [(height / 4) * Math.sin(angle), height * Math.cos(angle)]),
  };
}
