import type { Model, Shape, Tensor } from '@fmnist/core';
import { weightsSha256 } from '../weights-hash';
import type { Inspection, LayerInspection, TensorInspection } from './inspection';

/** What there is to say of a model, whatever file it came from. */
export function inspectModel(model: Model): Omit<Inspection, 'format' | 'kind'> {
  const layers = layersOf(model);
  return {
    parameters: layers.reduce((sum, { parameters }) => sum + parameters, 0),
    inputShape: model.inputShape,
    layers,
    ...(model.labels && { labels: model.labels }),
    ...(model.optimizer && { optimizer: model.optimizer.config() }),
    ...(model.trainingSummary && { training: model.trainingSummary }),
    weightsSha256: weightsSha256(model),
  };
}

/** The names, types and shapes of tensors. */
export function inspectTensors(tensors: ReadonlyMap<string, Tensor>): TensorInspection[] {
  return [...tensors].map(([name, { dtype, shape }]) => ({ name, dtype, shape }));
}

function layersOf({ layers, inputShape }: Model): LayerInspection[] {
  let shape: Shape = inputShape;
  return layers.map((layer) => {
    shape = layer.outputShape(shape);
    const parameters = layer.parameters.reduce((sum, parameter) => sum + numbersIn(parameter.shape), 0);
    return { name: layer.name, outputShape: shape, parameters };
  });
}

function numbersIn(shape: Shape): number {
  return shape.reduce((product, length) => product * length, 1);
}
