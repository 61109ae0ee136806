import { Conv2D, Dense, type Model } from '@fmnist/core';

/** What the first layer's neurons, or its filters, look for: a picture of weights each. */
export interface FirstLayer {
  readonly kind: 'neurons' | 'filters';
  /** [count, height, width] */
  readonly weights: Float32Array;
  readonly count: number;
  readonly height: number;
  readonly width: number;
}

/**
 * The weights of a network's first layer, where they can be seen as pictures: of a dense layer that sees the pixels, or
 * of a convolution over grey pictures.
 * @param height of the pictures that the network takes
 * @param width of the same
 */
export function firstLayerOf(model: Model, height: number, width: number): FirstLayer | undefined {
  const [layer] = model.trainableLayers;
  if (layer instanceof Dense && layer.inputs === height * width) {
    const { data } = layer.getParameters().weights;
    return { kind: 'neurons', count: layer.outputs, height, width, weights: transposed(data, layer.outputs) };
  }
  if (layer instanceof Conv2D && layer.inputs === 1) {
    const [{ data, shape }] = layer.getParameters();
    const [, rows, columns, count] = shape;
    return { kind: 'filters', count, height: rows, width: columns, weights: transposed(data, count) };
  }
  return undefined;
}

/** [inputs, outputs] → [outputs, inputs] */
function transposed(data: ArrayLike<number>, outputs: number): Float32Array {
  const inputs = data.length / outputs;
  return Float32Array.from(
    { length: data.length },
    (_, place) => data[(place % inputs) * outputs + Math.floor(place / inputs)],
  );
}
