import { UserError } from '../errors';
import type { Kernels } from '../kernels/kernels';
import { flattenLayers } from '../layers/flatten-layers';
import type { Layer } from '../layers/layer';
import type { Optimizer } from '../optimizers/optimizer';
import { type AveragesName, averagesNames } from '../optimizers/weight-averages';
import { formatShape, sameShape } from '../tensor/shape';
import { Tensor } from '../tensor/tensor';

/** Where an optimizer stands: what it needs, besides the parameters, to go on as if it had never stopped. */
export interface OptimizerState {
  /** Steps taken so far. */
  readonly iterations: number;
  /**
   * What it keeps for each parameter, of the parameter's shape: `0.weights.momentums`, `0.weights.cache`, … over the
   * layers that have parameters. Nothing before the first step. Where it averages parameters, also `0.weights.raw` while the
   * model has the averages, which is so but for between two steps: then `0.weights.averages`.
   */
  readonly tensors: ReadonlyMap<string, Tensor>;
}

/** A copy of an optimizer's state. */
export function copyOptimizerState(
  kernels: Kernels,
  layers: readonly Layer[],
  optimizer: Optimizer,
): OptimizerState {
  optimizer.averages?.heedReplaced();
  const tensors = new Map<string, Tensor>();
  for (const { name, shape, matrix } of placesOf(layers, optimizer, optimizer.averages?.name)) {
    if (matrix) tensors.set(name, new Tensor(kernels.readMatrix(matrix), shape));
  }
  return { iterations: optimizer.iterations, tensors };
}

/**
 * Puts an optimizer where another stood. Averages that the other did not keep begin with the next training.
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
  const averages = optimizer.averages && averagesAmong(tensors);
  const places = placesOf(layers, optimizer, averages);
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
  optimizer.averages?.restore(averages);
}

/** What a state has beside the parameters. */
function averagesAmong(tensors: ReadonlyMap<string, Tensor>): AveragesName | undefined {
  return averagesNames.find((name) => [...tensors.keys()].some((key) => key.endsWith(`.${name}`)));
}

function placesOf(layers: readonly Layer[], optimizer: Optimizer, averages: AveragesName | undefined) {
  const names = [...optimizer.stateNames, ...(averages ? [averages] : [])];
  return flattenLayers(layers)
    .filter(({ parameters }) => parameters.length > 0)
    .flatMap(({ parameters }, index) =>
      parameters.flatMap((parameter) => {
        const matrices = [...optimizer.stateOf(parameter), optimizer.averages?.besideOf(parameter)];
        return names.map((state, place) => ({
          name: `${index}.${parameter.name}.${state}`,
          shape: parameter.shape,
          matrix: matrices.at(place),
        }));
      }),
    );
}
