import { add, Dense, Model, matmul, Tensor } from '@fmnist/core';
import { loadFashionMnist } from '@fmnist/data/node';

const x = Tensor.from([
  [1, 2, 3],
  [4, 5, 6],
]);
const weights = Tensor.from([
  [0.1, -0.2],
  [0.3, 0.4],
  [-0.5, 0.6],
]);
const biases = Tensor.from([1, -1]);
const show = (tensor: Tensor) => [...tensor.data].map((value) => value.toFixed(2)).join(', ');
console.log('X·W + b:', show(add(matmul(x, weights), biases)));

const dense = new Dense(3, 2);
dense.setParameters(weights, biases);
const model = new Model();
model.add(dense);
model.finalize();
console.log('Dense:  ', show(await model.predict(x)));

const { test } = await loadFashionMnist();
const wide = new Model();
wide.add(new Dense(784, 128));
wide.finalize();
const answers = await wide.predict(test.images.rows(0, 4));
console.log('four pictures, 784 pixels each, become', answers.shape.join(' × '), 'numbers');
