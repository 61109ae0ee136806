import { Adagrad, Adam, Dense, MeanSquaredError, Model, RMSprop, SGD, Tensor } from '@fmnist/core';

// One weight that begins at 1 and had better be 0: the loss is w², its gradient 2w.
const g = 2;
console.log('the first step, by hand:');
console.log('  SGD     ', 1 - 0.1 * g);
console.log('  Adagrad ', 1 - (0.1 * g) / Math.sqrt(g * g));
console.log('  RMSprop ', (1 - (0.1 * g) / Math.sqrt(0.1 * g * g)).toFixed(3));
const adam = (0.1 * g) / (1 - 0.9) / Math.sqrt((0.001 * g * g) / (1 - 0.999));
console.log('  Adam    ', (1 - 0.1 * adam).toFixed(3));

const rate = { learningRate: 0.1 };
const sgd = new SGD({ ...rate, momentum: 0.9 });
for (const optimizer of [sgd, new Adagrad(rate), new RMSprop(rate), new Adam(rate)]) {
  const dense = new Dense(1, 1);
  dense.setParameters(Tensor.from([[1]]), Tensor.from([0]));
  const model = new Model();
  model.add(dense);
  model.set({ loss: new MeanSquaredError(), optimizer });
  model.finalize();
  const way = [1];
  while (way.length <= 6) {
    await model.train(Tensor.from([[1], [-1]]), Tensor.from([[0], [0]]));
    way.push(dense.getParameters().weights.data[0]);
  }
  console.log(optimizer.type.padEnd(8), way.map((weight) => weight.toFixed(3)).join('  '));
}
