import type { Model, Shape, Tensor } from '@fmnist/core';
import { weightsSha256 } from '@fmnist/models/node';
import type { Inspection, LayerInspection, TensorInspection } from './inspection';

/** The names of a BatchNorm's running statistics. */
const RUNNING = /^\d+\.(mean|variance)$/;

/** What there is to say of a model, whatever file it came from. */
export function inspectModel(model: Model): Omit<Inspection, 'format' | 'kind'> {
  return {
    ...inspectArchitecture(model),
    ...(model.optimizer && { optimizer: model.optimizer.config() }),
    ...(model.trainingSummary && { training: model.trainingSummary }),
    weightsSha256: weightsSha256(model),
  };
}

/** What a model is, whatever it has learned. */
export function inspectArchitecture(
  model: Model,
): Pick<Inspection, 'parameters' | 'inputShape' | 'layers' | 'labels'> {
  const layers = layersOf(model);
  return {
    parameters: layers.reduce((sum, { parameters }) => sum + parameters, 0),
    inputShape: model.inputShape,
    layers,
    ...(model.labels && { labels: model.labels }),
  };
}

/** The names, types and shapes of tensors. */
export function inspectTensors(tensors: ReadonlyMap<string, Tensor>): TensorInspection[] {
  return [...tensors].map(([name, { dtype, shape }]) => ({ name, dtype, shape }));
}

/** How many parameters are among the tensors of a model: running statistics are none, as nothing learns them. */
export function countParameters(tensors: ReadonlyMap<string, Tensor>): number {
  return [...tensors].reduce((sum, [name, { size }]) => (RUNNING.test(name) ? sum : sum + size), 0);
}

function layersOf({ steps }: Model): LayerInspection[] {
  return steps.map(({ layer, outputShape }) => ({
    name: layer.name,
    outputShape,
    parameters: layer.parameters.reduce((sum, { shape }) => sum + numbersIn(shape), 0),
  }));
}

function numbersIn(shape: Shape): number {
  return shape.reduce((product, length) => product * length, 1);
}
