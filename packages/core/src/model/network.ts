import { UserError } from '../errors';
import type { Kernels, MemoryPiece } from '../kernels/kernels';
import type { Layer, Parameter } from '../layers/layer';
import { RandomStream } from '../random/random-stream';
import { formatShape, type Shape, sizeOf } from '../tensor/shape';

/** Layers that were found to fit each other, with the shape of one sample between them. */
export interface Network {
  readonly layers: readonly Layer[];
  readonly inputShape: Shape;
  /** The shape of a sample after each layer. */
  readonly outputShapes: readonly Shape[];
  /** All parameters, in the order of the layers. */
  readonly parameters: readonly Parameter[];
  /** The kernels' memory that the parameters take. */
  readonly pieces: readonly MemoryPiece[];
}

/**
 * Checks that the layers fit, and creates their parameters, without values.
 *
 * @param inputShape the shape of one sample; where it is not given, the first layer that insists on a size decides
 * @throws UserError where there is no layer, the shape cannot be told, or two layers do not fit.
 */
export function buildNetwork(
  layers: readonly Layer[],
  inputShape: Shape | undefined,
  kernels: Kernels,
): Network {
  if (layers.length === 0) throw new UserError('The model has no layers: add some before finalize()');
  nameLayers(layers);
  const shape = inputShape ?? inferInputShape(layers);
  const outputShapes: Shape[] = [];
  let current = shape;
  layers.forEach((layer, index) => {
    current = fit(layer, layers[index - 1], current);
    outputShapes.push(current);
  });
  const { made: parameters, pieces } = kernels.trace(() => buildLayers(layers, kernels));
  return { layers, inputShape: shape, outputShapes, parameters, pieces };
}

/** Gives the parameters their initial values. Layer i draws from the stream (seed, "weights", i). */
export function initializeNetwork({ layers }: Network, seed: number): void {
  layers.forEach((layer, index) => {
    layer.initialize(new RandomStream(seed, 'weights', index));
  });
}

function buildLayers(layers: readonly Layer[], kernels: Kernels): Parameter[] {
  const parameters: Parameter[] = [];
  for (const layer of layers) {
    layer.build(kernels, parameters.length > 0);
    parameters.push(...layer.parameters);
  }
  return parameters;
}

/** The shape of one prediction. */
export function outputShapeOf(network: Network): Shape {
  return network.outputShapes[network.outputShapes.length - 1];
}

function nameLayers(layers: readonly Layer[]): void {
  const counts = new Map<string, number>();
  for (const layer of layers) {
    const count = (counts.get(layer.type) ?? 0) + 1;
    counts.set(layer.type, count);
    layer.name = `${layer.type} ${count}`;
  }
}

function inferInputShape(layers: readonly Layer[]): Shape {
  const size = layers.find((layer) => layer.inputSize !== undefined)?.inputSize;
  if (size === undefined) {
    throw new UserError(
      'No layer tells how large a sample is: give it as new Model({ inputShape: [inputs] })',
    );
  }
  return [size];
}

function fit(layer: Layer, before: Layer | undefined, inputShape: Shape): Shape {
  try {
    return layer.outputShape(inputShape);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const source = before ? `${before.name}, the layer before it,` : 'the model’s input';
    const gives = inputShape.length === 1 ? `${sizeOf(inputShape)}` : formatShape(inputShape);
    throw new UserError(`${error.message}: ${source} gives ${gives}`, { cause: error });
  }
}
