import { isKind, type PickledObject, type PickleValue } from '../../src/original/pickle-value';
import { unpickle } from '../../src/original/unpickle';

/** The numbers of one dense layer as NumPy stored them, in C's order, by the names of the original program. */
type Layer = (name: string) => Float64Array;

/**
 * One step of the original program's Adam on one batch, by the book's equations and from the file's own numbers, all in
 * float64: dense layers with ReLU between, Softmax and categorical cross-entropy at the end, L2 penalties.
 *
 * @param pixels rows × 784, each from 0 to 255
 * @returns the weights and biases of each dense layer after the step
 */
export function adamStep(
  file: Uint8Array,
  pixels: ArrayLike<number>,
  labels: ArrayLike<number>,
): (readonly [Float64Array, Float64Array])[] {
  const model = unpickle(file);
  if (!isKind(model, 'object')) throw new Error('no Model');
  const dense = listOf(model.state?.get('layers')).filter(({ name }) => name === 'Layer_Dense');
  const layers = dense.map(
    (object): Layer =>
      (name) =>
        numbersOf(object.state?.get(name)),
  );
  const rows = labels.length;

  const inputs: Float64Array[] = [Float64Array.from(pixels, (pixel) => pixel / 255)];
  layers.forEach((layer, index) => {
    const sums = dot(inputs[index], layer('weights'), layer('biases'), rows);
    inputs.push(index === layers.length - 1 ? softmax(sums, rows) : sums.map((sum) => Math.max(0, sum)));
  });

  let back = inputs[layers.length].map((probability) => probability / rows);
  const classes = back.length / rows;
  for (let row = 0; row < rows; row++) back[row * classes + labels[row]] -= 1 / rows;

  const optimizer = model.state?.get('optimizer');
  const after: (readonly [Float64Array, Float64Array])[] = [];
  for (let index = layers.length - 1; index >= 0; index--) {
    const layer = layers[index];
    const [input, weights] = [inputs[index], layer('weights')];
    const [width, outputs] = [input.length / rows, layer('biases').length];
    const ofWeights = new Float64Array(weights.length);
    const ofBiases = new Float64Array(outputs);
    const before = new Float64Array(input.length);
    for (let row = 0; row < rows; row++) {
      for (let output = 0; output < outputs; output++) {
        const gradient = back[row * outputs + output];
        ofBiases[output] += gradient;
        for (let i = 0; i < width; i++) {
          ofWeights[i * outputs + output] += input[row * width + i] * gradient;
          before[row * width + i] += weights[i * outputs + output] * gradient;
        }
      }
    }
    after.unshift([
      step(optimizer, dense[index], 'weight', weights, ofWeights),
      step(optimizer, dense[index], 'bias', layer('biases'), ofBiases),
    ]);
    back = before.map((gradient, i) => (input[i] > 0 ? gradient : 0));
  }
  return after;
}

/** The book's `Optimizer_Adam.update_params`, of one parameter. */
function step(
  optimizer: PickleValue | undefined,
  layer: PickledObject,
  parameter: string,
  values: Float64Array,
  gradients: Float64Array,
): Float64Array {
  const [rate, decay, iterations, beta1, beta2, epsilon] = [
    ...['learning_rate', 'decay', 'iterations', 'beta_1', 'beta_2', 'epsilon'],
  ].map((name) => numberOf(optimizer, name));
  const penalty = numberOf(layer, `${parameter}_regularizer_l2`);
  const momentums = numbersOf(layer.state?.get(`${parameter}_momentums`));
  const cache = numbersOf(layer.state?.get(`${parameter}_cache`));
  return values.map((value, i) => {
    const gradient = gradients[i] + 2 * penalty * value;
    const momentum = beta1 * momentums[i] + (1 - beta1) * gradient;
    const square = beta2 * cache[i] + (1 - beta2) * gradient ** 2;
    const corrected = momentum / (1 - beta1 ** (iterations + 1));
    const scale = Math.sqrt(square / (1 - beta2 ** (iterations + 1))) + epsilon;
    return value - ((rate / (1 + decay * iterations)) * corrected) / scale;
  });
}

function dot(inputs: Float64Array, weights: Float64Array, biases: Float64Array, rows: number): Float64Array {
  const [width, outputs] = [inputs.length / rows, biases.length];
  return Float64Array.from({ length: rows * outputs }, (_, place) => {
    const [row, output] = [Math.floor(place / outputs), place % outputs];
    let sum = biases[output];
    for (let i = 0; i < width; i++) sum += inputs[row * width + i] * weights[i * outputs + output];
    return sum;
  });
}

function softmax(sums: Float64Array, rows: number): Float64Array {
  const width = sums.length / rows;
  return sums.map((sum, place) => {
    const start = place - (place % width);
    const row = sums.subarray(start, start + width);
    return Math.exp(sum) / row.reduce((total, other) => total + Math.exp(other), 0);
  });
}

function listOf(value: PickleValue | undefined): PickledObject[] {
  if (!isKind(value, 'list')) throw new Error('no list');
  return value.items.filter((item) => isKind(item, 'object'));
}

function numberOf(value: PickleValue | undefined, name: string): number {
  const number = isKind(value, 'object') ? value.state?.get(name) : undefined;
  if (typeof number !== 'number') throw new Error(`no number ${name}`);
  return number;
}

function numbersOf(value: PickleValue | undefined): Float64Array {
  if (!isKind(value, 'array') || !value.content) throw new Error('no array');
  const { shape, type, littleEndian, fortran, bytes } = value.content;
  const [rows, columns] = shape;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float64Array.from({ length: rows * columns }, (_, place) => {
    const stored = fortran ? (place % columns) * rows + Math.floor(place / columns) : place;
    return type.read(view, stored * type.bytes, littleEndian);
  });
}
