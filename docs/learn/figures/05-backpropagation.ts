import { Dense, MeanSquaredError, Model, SGD, Sigmoid, Tensor } from '@fmnist/core';
import { colors, drawChart } from '../src/draw-chart';

const x = Tensor.from([[0.5, -1]], 'float64');
const y = Tensor.from([[1]], 'float64');
const before = [
  Tensor.from(
    [
      [0.4, -0.3],
      [0.2, 0.7],
    ],
    'float64',
  ),
  Tensor.from([0.1, -0.1], 'float64'),
  Tensor.from([[0.6], [-0.5]], 'float64'),
  Tensor.from([0.2], 'float64'),
];

/** A neuron or an input: where it stands, what it puts out, and its bias with the bias's gradient. */
interface Circle {
  readonly name: string;
  readonly at: readonly [x: number, y: number];
  readonly value: number;
  readonly color: string;
  readonly bias?: readonly [value: number, gradient: number];
}

const RADIUS = 30;

/** The 2-2-1 network of the chapter's example with its numbers: the values, and what came backwards. */
export async function draw(): Promise<string> {
  const { values, gradients, h, answer } = await follow();
  const [w, b, v, c] = values;
  const [dw, db, dv, dc] = gradients;
  const circles: Circle[] = [
    { name: 'x₀', at: [60, 60], value: x.data[0], color: colors.first },
    { name: 'x₁', at: [60, 260], value: x.data[1], color: colors.first },
    { name: 'h₀', at: [370, 60], value: h[0], color: colors.third, bias: [b[0], db[0]] },
    { name: 'h₁', at: [370, 260], value: h[1], color: colors.third, bias: [b[1], db[1]] },
    { name: 'y', at: [660, 160], value: answer, color: colors.fourth, bias: [c[0], dc[0]] },
  ];
  const [x0, x1, h0, h1, out] = circles;
  const children = [
    ...arrow(x0, h0, w[0], dw[0]),
    ...arrow(x0, h1, w[1], dw[1]),
    ...arrow(x1, h0, w[2], dw[2]),
    ...arrow(x1, h1, w[3], dw[3]),
    ...arrow(h0, out, v[0], dv[0]),
    ...arrow(h1, out, v[1], dv[1]),
    ...circles.flatMap(circle),
  ];
  return drawChart(
    {
      legend: { show: false },
      xAxis: { show: false, min: 0, max: 1 },
      yAxis: { show: false, min: 0, max: 1 },
      series: [
        { type: 'custom', silent: true, data: [[0, 0]], renderItem: () => ({ type: 'group', children }) },
      ],
    },
    720,
    340,
  );
}

function circle({ name, at: [x, y], value, color, bias }: Circle) {
  return [
    {
      type: 'circle',
      shape: { cx: x, cy: y, r: RADIUS },
      style: { fill: 'none', stroke: color, lineWidth: 2 },
    },
    text(x, y - 9, name, color, 'center', 'bold'),
    text(x, y + 9, show(value), colors.text, 'center'),
    ...(bias ? numbers(x, y + RADIUS + 14, bias, 'b') : []),
  ];
}

/** An arrow from one circle to another, with the weight and its gradient beside its first third. */
function arrow(from: Circle, to: Circle, weight: number, gradient: number) {
  const [dx, dy] = [to.at[0] - from.at[0], to.at[1] - from.at[1]];
  const length = Math.sqrt(dx * dx + dy * dy);
  const point = (distance: number) => [
    from.at[0] + (dx * distance) / length,
    from.at[1] + (dy * distance) / length,
  ];
  const [x1, y1] = point(RADIUS);
  const [x2, y2] = point(length - RADIUS - 2);
  const [left, top] = point(length - RADIUS - 10);
  const [px, py] = [(-dy / length) * 4, (dx / length) * 4];
  const [x, y] = point(length * 0.3);
  return [
    { type: 'line', shape: { x1, y1, x2, y2 }, style: { stroke: colors.faint, lineWidth: 1.5 } },
    {
      type: 'polygon',
      shape: {
        points: [
          [x2, y2],
          [left + px, top + py],
          [left - px, top - py],
        ],
      },
      style: { fill: colors.faint },
    },
    ...numbers(x + (dy === 0 ? 14 : 36), dy > 0 ? y - 16 : dy < 0 ? y + 18 : y - 12, [weight, gradient], ''),
  ];
}

/** A value and its gradient, beside each other. */
function numbers(x: number, y: number, [value, gradient]: readonly [number, number], name: string) {
  return [
    text(x - 3, y, `${name} ${show(value)}`.trim(), colors.text, 'right'),
    text(x + 3, y, show(gradient), colors.second, 'left'),
  ];
}

function text(x: number, y: number, content: string, fill: string, align: string, weight = 'normal') {
  return {
    type: 'text',
    style: { x, y, text: content, fill, align, verticalAlign: 'middle', fontSize: 13, fontWeight: weight },
  };
}

function show(value: number): string {
  return value.toFixed(3).replace('-', '−');
}

/** The network's numbers, and the gradients: what a step of rate 1 takes from each. */
async function follow() {
  const [hidden, output] = [new Dense(2, 2), new Dense(2, 1)];
  hidden.setParameters(before[0], before[1]);
  output.setParameters(before[2], before[3]);
  const model = new Model({ dtype: 'float64' });
  for (const layer of [hidden, new Sigmoid(), output]) model.add(layer);
  model.set({ loss: new MeanSquaredError(), optimizer: new SGD({ learningRate: 1 }) });
  model.finalize();
  const [answer] = (await model.predict(x)).data;

  const first = new Model({ dtype: 'float64' });
  const copy = new Dense(2, 2);
  copy.setParameters(before[0], before[1]);
  first.add(copy);
  first.add(new Sigmoid());
  first.finalize();
  const h = [...(await first.predict(x)).data];

  await model.train(x, y);
  const after = [...hidden.getParameters(), ...output.getParameters()];
  const values = before.map(({ data }) => [...data]);
  const gradients = values.map((part, i) => part.map((value, j) => value - after[i].data[j]));
  return { values, gradients, h, answer };
}
