import { Conv2D, Model, Tensor } from '@fmnist/core';

const image = [
  [0, 0, 9, 9, 9],
  [0, 0, 9, 9, 9],
  [0, 0, 9, 9, 9],
  [0, 0, 0, 0, 0],
  [0, 0, 0, 0, 0],
];
const window = [-1, 0, 1, -1, 0, 1, -1, 0, 1]; // bright on the right, dark on the left
let sum = 0;
for (let i = 0; i < 3; i++) for (let j = 0; j < 3; j++) sum += image[i][j] * window[3 * i + j];
console.log('the window at the top left, by hand:', sum);

const edges = new Conv2D(1, 1, { kernelSize: 3 });
edges.setParameters(new Tensor(Float32Array.from(window), [1, 3, 3, 1]), Tensor.from([0]));
const model = new Model({ inputShape: [5, 5, 1] });
model.add(edges);
model.finalize();
const { shape, data } = await model.predict(new Tensor(Float32Array.from(image.flat()), [1, 5, 5, 1]));
console.log('at every place:', shape.slice(1, 3).join(' × '));
for (let row = 0; row < 3; row++) console.log(' ', data.slice(3 * row, 3 * row + 3).join('  '));

console.log('parameters of 32 windows of 3 × 3:', 32 * (3 * 3 + 1));
console.log('of a dense layer that puts out as much:', 784 * (26 * 26 * 32) + 26 * 26 * 32);
