import { UserError } from '../errors';
import type { Loss } from '../losses/loss';
import type { TensorData } from '../tensor/dtype';
import { formatShape, sizeOf } from '../tensor/shape';
import { Tensor } from '../tensor/tensor';
import { type Network, outputShapeOf } from './network';

/**
 * What the network should answer: class indices [n], or rows [n, outputs] that are one-hot for classes and any numbers
 * for regression. A typed array stands for a tensor with one axis.
 */
export type Labels = Tensor | TensorData;

/** Labels as a loss wants them: one class a row, or one row of values a row. */
export interface Targets {
  readonly count: number;
  /** Class indices, for losses of classes. */
  readonly classes: Int32Array;
  /** Row-major values, for losses of values. */
  readonly values: TensorData;
}

/**
 * Checks labels against the network's output and the number of samples.
 * @throws UserError where they have another shape, a class is none of the network's, or the rows differ in number.
 */
export function parseTargets(labels: Labels, loss: Loss, network: Network, samples: number): Targets {
  const tensor = labels instanceof Tensor ? labels : new Tensor(labels, [labels.length]);
  if (tensor.shape[0] !== samples) {
    throw new UserError(
      `x has ${samples} rows, but y has ${tensor.shape[0] ?? 'none'}: there must be a label for each sample`,
    );
  }
  const outputShape = outputShapeOf(network);
  const outputs = sizeOf(outputShape);
  if (loss.targets === 'classes') {
    if (outputs < 2) {
      throw new UserError(
        `${loss.type} needs an output for each class, at least 2; the network has ${outputs}`,
      );
    }
    const classes = tensor.rank === 1 ? classIndices(tensor, outputs) : oneHotClasses(tensor, outputs);
    return { count: samples, classes, values: new Float32Array(0) };
  }
  if (sizeOf(tensor.shape.slice(1)) !== outputs) {
    throw new UserError(
      `${loss.type} expects targets of shape ${formatShape([samples, ...outputShape])}, got ${formatShape(tensor.shape)}`,
    );
  }
  return { count: samples, classes: new Int32Array(0), values: tensor.data };
}

function classIndices({ data }: Tensor, outputs: number): Int32Array {
  const wrong = data.findIndex((label) => !Number.isInteger(label) || label < 0 || label >= outputs);
  if (wrong !== -1) {
    throw new UserError(
      `Label ${data[wrong]} at row ${wrong} is no class: the network has ${outputs} outputs, so classes are 0 to ${outputs - 1}`,
    );
  }
  return Int32Array.from(data);
}

function oneHotClasses(tensor: Tensor, outputs: number): Int32Array {
  const [rows, columns] = tensor.shape;
  if (tensor.rank !== 2 || columns !== outputs) {
    throw new UserError(
      `One-hot labels must have the shape [rows, ${outputs}], as the network has ${outputs} outputs; got ${formatShape(tensor.shape)}`,
    );
  }
  return Int32Array.from({ length: rows }, (_, row) => {
    const label = tensor.data.subarray(row * columns, (row + 1) * columns);
    const hot = label.indexOf(1);
    if (hot === -1 || label.some((value, column) => value !== 0 && column !== hot)) {
      throw new UserError(`Row ${row} of the labels is not one-hot: it must have one 1 and else 0`);
    }
    return hot;
  });
}
