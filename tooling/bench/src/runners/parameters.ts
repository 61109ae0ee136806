import { CLASSES, IMAGE_SIZE } from '../images';
import { normal, seededRandom } from '../random';

/** The parameters of a dense layer. */
export interface DenseParameters {
  readonly inputs: number;
  readonly outputs: number;
  /** Row-major [inputs, outputs]. */
  readonly weights: Float32Array;
  readonly biases: Float32Array;
}

/** The width of both hidden layers, unless a job says otherwise. */
export const HIDDEN = 128;

/** The shapes of the network's layers. */
export function layerShapes(hidden: number): { inputs: number; outputs: number }[] {
  const widths = [IMAGE_SIZE, hidden, hidden, CLASSES];
  return widths.slice(1).map((outputs, index) => ({ inputs: widths[index], outputs }));
}

/** What every contender starts from: weights 0.01·N(0,1), biases 0. */
export function initialParameters(hidden: number, seed: number): DenseParameters[] {
  const random = seededRandom(seed);
  return layerShapes(hidden).map(({ inputs, outputs }) => ({
    inputs,
    outputs,
    weights: new Float32Array(inputs * outputs).map(() => 0.01 * normal(random)),
    biases: new Float32Array(outputs),
  }));
}

/** The parameters as float32: weights and biases of each layer in order. */
export function encodeParameters(layers: readonly DenseParameters[]): Uint8Array {
  const arrays = layers.flatMap(({ weights, biases }) => [weights, biases]);
  const values = new Float32Array(arrays.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const array of arrays) {
    values.set(array, offset);
    offset += array.length;
  }
  return new Uint8Array(values.buffer);
}

/** The opposite of {@link encodeParameters}. */
export function decodeParameters(bytes: Uint8Array): DenseParameters[] {
  const values = new Float32Array(Uint8Array.from(bytes).buffer);
  let offset = 0;
  const take = (count: number) => {
    offset += count;
    return values.slice(offset - count, offset);
  };
  return layerShapes(HIDDEN).map(({ inputs, outputs }) => ({
    inputs,
    outputs,
    weights: take(inputs * outputs),
    biases: take(outputs),
  }));
}
