import { Conv2D, type Layer, type Model, type Tensor } from '@fmnist/core';
import type { OnnxGraph } from './graph';

/**
 * Puts all that a model file would hold of the layers into a graph, under the same names, as float32.
 * @returns the number that the names of a layer begin with, as 0 in `0.weights`
 */
export function writeParameters(graph: OnnxGraph, { trainableLayers }: Model): ReadonlyMap<Layer, number> {
  for (const [position, layer] of trainableLayers.entries()) {
    for (const [place, tensor] of layer.getParameters().entries()) {
      const { name } = layer.tensors[place];
      const { shape, data } = layer instanceof Conv2D && name === 'weights' ? outputsFirst(tensor) : tensor;
      graph.parameter(`${position}.${name}`, shape, Float32Array.from(data));
    }
  }
  return new Map(trainableLayers.map((layer, position) => [layer, position]));
}

/** [inputs / groups, height, width, outputs] as [outputs, inputs / groups, height, width]. */
function outputsFirst({ shape, data }: Tensor): Pick<Tensor, 'shape' | 'data'> {
  const outputs = shape[shape.length - 1];
  const each = data.length / outputs;
  const turned = Float64Array.from(data, (_, n) => data[(n % each) * outputs + Math.floor(n / each)]);
  return { shape: [outputs, ...shape.slice(0, -1)], data: turned };
}
