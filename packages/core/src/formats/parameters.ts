import { UserError } from '../errors';
import { flattenLayers } from '../layers/flatten-layers';
import type { Layer } from '../layers/layer';
import { formatShape, type Shape, sameShape } from '../tensor/shape';
import type { Tensor } from '../tensor/tensor';
import { isOurs, parseMetadata, writeMetadata } from './metadata';
import { readSafetensors, writeSafetensors } from './safetensors';

/** The parameters alone as a safetensors file, named as in a model file. */
export function writeParameters(layers: readonly Layer[]): Uint8Array<ArrayBuffer> {
  return writeSafetensors(namedParameters(layers), writeMetadata('parameters', {}));
}

/** The parameters of a model file or of a file of parameters. Any safetensors file with the right names will do. */
export function readParameters(bytes: Uint8Array): ReadonlyMap<string, Tensor> {
  const { tensors, metadata } = readSafetensors(bytes);
  if (isOurs(metadata)) parseMetadata(metadata);
  return parametersAmong(tensors);
}

/** The parameters among the tensors of a file, where those of optimizers and callbacks have a slash in their names. */
export function parametersAmong(tensors: ReadonlyMap<string, Tensor>): Map<string, Tensor> {
  return new Map([...tensors].filter(([name]) => !name.includes('/')));
}

/** Parameters by name: `0.weights`, `0.biases`, `1.weights`, … over the layers that have any. */
export function namedParameters(layers: readonly Layer[]): Map<string, Tensor> {
  return new Map<string, Tensor>(
    trainableAmong(layers).flatMap((layer, index) =>
      layer.getParameters().map((tensor, place) => [`${index}.${layer.tensors[place].name}`, tensor]),
    ),
  );
}

/**
 * Puts tensors from a file into layers.
 * @throws UserError where one is missing, left over, or of another shape; the layers are then unchanged.
 */
export function assignParameters(layers: readonly Layer[], tensors: ReadonlyMap<string, Tensor>): void {
  const trainable = trainableAmong(layers);
  const wanted = new Map<string, { layer: Layer; shape: Shape }>(
    trainable.flatMap((layer, index) =>
      layer.tensors.map(({ name, shape }) => [`${index}.${name}`, { layer, shape }] as const),
    ),
  );
  for (const [name, { layer, shape }] of wanted) {
    const tensor = tensors.get(name);
    if (!tensor)
      throw new UserError(`The file has no tensor "${name}", which ${layer.name} of the model needs`);
    if (!sameShape(tensor.shape, shape)) {
      throw new UserError(
        `Tensor "${name}" of the file has the shape ${formatShape(tensor.shape)}, but ${layer.name} of the model needs ${formatShape(shape)}`,
      );
    }
    if (tensor.dtype !== 'float32' && tensor.dtype !== 'float64') {
      throw new UserError(
        `Tensor "${name}" of the file holds ${tensor.dtype}, but parameters are float32 or float64`,
      );
    }
  }
  const extra = [...tensors.keys()].find((name) => !wanted.has(name));
  if (extra !== undefined)
    throw new UserError(`The file has a tensor "${extra}" that the model has no place for`);
  trainable.forEach((layer, index) => {
    layer.setParameters(...layer.tensors.flatMap(({ name }) => tensors.get(`${index}.${name}`) ?? []));
  });
}

function trainableAmong(layers: readonly Layer[]): Layer[] {
  return flattenLayers(layers).filter(({ parameters }) => parameters.length > 0);
}
