import { Dense, MeanSquaredError, Model, SGD, Tensor } from '@fmnist/core';

const w = Tensor.from([[3], [-4]]);
const lambda = 0.1;
console.log('L1, by hand:', (lambda * (3 + 4)).toFixed(3));
console.log('L2, by hand:', (lambda * (3 * 3 + 4 * 4)).toFixed(3));

// Inputs of 0: the data asks for nothing, so that the penalty alone moves the weights.
const x = Tensor.from([[0, 0]]);
const y = Tensor.from([[0]]);
for (const kind of ['weightRegularizerL1', 'weightRegularizerL2'] as const) {
  const dense = new Dense(2, 1, { [kind]: lambda });
  dense.setParameters(w, Tensor.from([0]));
  const model = new Model();
  model.add(dense);
  model.set({ loss: new MeanSquaredError(), optimizer: new SGD({ learningRate: 1 }) });
  model.finalize();
  console.log(kind);
  for (let step = 1; step <= 3; step++) {
    const { steps } = await model.train(x, y);
    const moved = [...dense.getParameters().weights.data].map((weight) => weight.toFixed(3));
    console.log(`  penalty ${steps[0].regularizationLoss.toFixed(3)}, then w = ${moved.join(', ')}`);
  }
}
