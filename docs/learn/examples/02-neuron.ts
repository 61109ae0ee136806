import { Dense, Model, ReLU, Tensor } from '@fmnist/core';

const inputs = [0.5, 0.25, 1];
const weights = [0.8, -1.2, 0.4];
const bias = -0.3;

const products = inputs.map((input, i) => input * weights[i]);
const sum = products.reduce((total, product) => total + product, bias);
console.log(`by hand: ${products.join(' + ')} + ${bias} = ${sum.toFixed(3)}`);
console.log(`through ReLU: ${Math.max(0, sum).toFixed(3)}`);

const dense = new Dense(3, 1);
dense.setParameters(Tensor.from(weights.map((weight) => [weight])), Tensor.from([bias]));
const model = new Model();
model.add(dense);
model.add(new ReLU());
model.finalize();
const [[answer]] = (await model.predict(Tensor.from([inputs]))).toArray() as number[][];
console.log(`by the engine: ${answer.toFixed(3)}`);

const [[off]] = (await model.predict(Tensor.from([[0, 1, 0]]))).toArray() as number[][];
console.log(`for the inputs 0, 1, 0, whose sum is −1.5: ${off}`);
