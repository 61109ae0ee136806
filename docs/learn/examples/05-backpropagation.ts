import { Dense, MeanSquaredError, Model, SGD, Sigmoid, Tensor } from '@fmnist/core';

const [x, target] = [[0.5, -1], 1];
const w = [0.4, -0.3, 0.2, 0.7]; // w[2·i + j]: from input i to hidden neuron j
const [b, v, c] = [[0.1, -0.1], [0.6, -0.5], 0.2];

const z = b.map((bias, j) => x[0] * w[j] + x[1] * w[2 + j] + bias);
const h = z.map((sum) => 1 / (1 + Math.exp(-sum)));
const y = h[0] * v[0] + h[1] * v[1] + c;
const dy = -2 * (target - y);
const dv = h.map((output) => output * dy);
const dz = h.map((output, j) => v[j] * dy * output * (1 - output));
const dw = x.flatMap((input) => dz.map((slope) => input * slope));
const show = (values: Iterable<number>) => Array.from(values, (value) => value.toFixed(4)).join('  ');
console.log(`z ${show(z)} | h ${show(h)} | y ${show([y])} | loss ${show([(target - y) ** 2])}`);
console.log(`by hand:        dw ${show(dw)} | db ${show(dz)} | dv ${show(dv)} | dc ${show([dy])}`);

const [hidden, output] = [new Dense(2, 2), new Dense(2, 1)];
hidden.setParameters(new Tensor(Float64Array.from(w), [2, 2]), Tensor.from(b, 'float64'));
output.setParameters(new Tensor(Float64Array.from(v), [2, 1]), Tensor.from([c], 'float64'));
const model = new Model({ dtype: 'float64' });
for (const layer of [hidden, new Sigmoid(), output]) model.add(layer);
model.set({ loss: new MeanSquaredError(), optimizer: new SGD({ learningRate: 1 }) });
model.finalize();
await model.train(Tensor.from([x], 'float64'), Tensor.from([[target]], 'float64'));
const moved = [...hidden.getParameters(), ...output.getParameters()].map(({ data }) => [...data]);
const steps = [w, b, v, [c]].map((before, part) => before.map((value, i) => value - moved[part][i]));
console.log(`by the engine:  dw ${steps.map(show).join(' | ')}`);
