import { Dense, Model, Softmax } from '@fmnist/core';
import { exportNpz, exportOnnx, readNpz, readOnnx } from '@fmnist/interchange';

/** Gives a model to other programs as ONNX and as a NumPy archive, and reads what they would find. */
export async function exchangeModel() {
  const model = new Model({ seed: 1 });
  model.add(new Dense(2, 3));
  model.add(new Softmax());
  model.finalize();
  const operators = readOnnx(exportOnnx(model)).nodes;
  const [name, weights] = [...readNpz(exportNpz(model))][0];
  return { operators, name, shape: weights.shape, weight: weights.data[0] };
}
