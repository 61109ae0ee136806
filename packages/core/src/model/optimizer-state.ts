import { UserError } from '../errors';
import type { Kernels } from '../kernels/kernels';
import { flattenLayers } from '../layers/flatten-layers';
import type { Layer } from '../layers/layer';
import type { Optimizer } from '../optimizers/optimizer';
import { formatShape, sameShape } from '../tensor/shape';
import { Tensor } from '../tensor/tensor';

/** Where an optimizer stands: what it needs, besides the parameters, to go on as if it had never stopped. */
export interface OptimizerState {
  /** Steps taken so far. */
  readonly iterations: number;
  /**
   * What it keeps for each parameter, of the parameter's shape: `0.weights.momentums`, `0.weights.cache`, … over the
   * layers that have parameters. Nothing before the first step.
   */
  readonly tensors: ReadonlyMap<string, Tensor>;
}

/** A copy of an optimizer's state. */
export function copyOptimizerState(
  kernels: Kernels,
  layers: readonly Layer[],
  optimizer: Optimizer,
): OptimizerState {
  const tensors = new Map<string, Tensor>();
  for (const { name, shape, matrix } of placesOf(layers, optimizer)) {
    if (matrix) tensors.set(name, new Tensor(kernels.readMatrix(matrix), shape));
  }
  return { iterations: optimizer.iterations, tensors };
}

/**
 * Puts an optimizer where another stood.
 * @throws UserError where a tensor is missing, left over, or of another shape; the optimizer is then unchanged.
 */
export function assignOptimizerState(
  kernels: Kernels,
  layers: readonly Layer[],
  optimizer: Optimizer,
  { iterations, tensors }: OptimizerState,
): void {
  optimizer.bind(
    kernels,
    flattenLayers(layers).flatMap(({ parameters }) => parameters),
  );
  const places = placesOf(layers, optimizer);
  if (tensors.size > 0) {
    for (const { name, shape } of places) {
      const tensor = tensors.get(name);
      if (!tensor) throw new UserError(`The state of ${optimizer.type} lacks the tensor "${name}"`);
      if (!sameShape(tensor.shape, shape)) {
        throw new UserError(
          `The tensor "${name}" of the state of ${optimizer.type} has the shape ${formatShape(tensor.shape)}, its parameter ${formatShape(shape)}`,
        );
      }
    }
    const known = new Set(places.map(({ name }) => name));
    const extra = [...tensors.keys()].find((name) => !known.has(name));
    if (extra !== undefined) throw new UserError(`${optimizer.type} keeps no "${extra}"`);
  }
  for (const { name, matrix } of places) {
    const tensor = tensors.get(name);
    if (matrix && tensor) kernels.writeMatrix(matrix, tensor.data);
  }
  optimizer.iterations = iterations;
}

function placesOf(layers: readonly Layer[], optimizer: Optimizer) {
  return flattenLayers(layers)
    .filter(({ parameters }) => parameters.length > 0)
    .flatMap(({ parameters }, index) =>
      parameters.flatMap((parameter) =>
        optimizer.stateNames.map((state, place) => ({
          name: `${index}.${parameter.name}.${state}`,
          shape: parameter.shape,
          matrix: optimizer.stateOf(parameter).at(place),
        })),
      ),
    );
}
