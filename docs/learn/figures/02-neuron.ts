import { type Layer, LeakyReLU, Model, ReLU, Sigmoid, Tanh, Tensor } from '@fmnist/core';
import { axis, colors, drawChart } from '../src/draw-chart';

const sums = Array.from({ length: 81 }, (_, i) => -4 + i / 10);

/** Activation functions, as the engine computes them. */
export async function draw(): Promise<string> {
  const curves: [layer: Layer, color: string][] = [
    [new ReLU(), colors.first],
    [new LeakyReLU(0.1), colors.second],
    [new Sigmoid(), colors.third],
    [new Tanh(), colors.fourth],
  ];
  const series = await Promise.all(
    curves.map(async ([layer, color]) => ({
      name: layer.type,
      type: 'line',
      showSymbol: false,
      silent: true,
      color,
      lineStyle: { width: 2 },
      data: await apply(layer),
    })),
  );
  return drawChart(
    {
      grid: { left: 50, right: 20, top: 40, bottom: 45 },
      xAxis: { type: 'value', min: -4, max: 4, ...axis('the neuron’s sum') },
      yAxis: { type: 'value', min: -1, max: 4, ...axis('what it puts out', 30) },
      series,
    },
    560,
    320,
  );
}

async function apply(layer: Layer): Promise<number[][]> {
  const model = new Model({ inputShape: [sums.length] });
  model.add(layer);
  model.finalize();
  const { data } = await model.predict(Tensor.from([sums]));
  return sums.map((sum, i) => [sum, data[i]]);
}
