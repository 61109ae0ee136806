import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  Conv2D,
  Dense,
  type Layer,
  type LayerConfig,
  Model,
  type ModelConfig,
  Residual,
  type Shape,
} from '@fmnist/core';
import { convolutionalFiles } from '../runners/convolutional';

/** Of how many steps the learning rates are told: an epoch's, more than anyone takes. */
const STEPS = 469;
/** Schedules that last as long as the training where they are not told how long. */
const LASTING = ['OneCycle', 'CosineDecay'];

/**
 * Writes what contenders train a convolutional network by: the network of a recipe as plain data, with the projections of
 * its residuals spelled out, the learning rate of each step, and the weights that all begin with.
 * @param config the recipe's network with its loss and optimizer, as plain data
 * @param steps how many steps the recipe's whole training takes: contenders take the first of them
 */
export function writeConvolutionalTask(folder: string, config: ModelConfig, steps: number): void {
  const model = Model.fromConfig({ ...config, optimizer: withSteps(config.optimizer, steps) }, { seed: 0 });
  const { optimizer } = model;
  if (!optimizer) throw new Error('The recipe names no optimizer');
  const task = {
    model: { ...model.config(), layers: model.layers.map(spellOut) },
    learningRates: Array.from({ length: STEPS }, (_, iteration) => optimizer.learningRateAt(iteration)),
    flopsPerImage: flopsPerImage(model),
  };
  writeFileSync(join(folder, convolutionalFiles.task), JSON.stringify(task));
  const values = model.trainableLayers
    .filter(multiplies)
    .flatMap((layer) => layer.getParameters().flatMap(({ data }) => [...data]));
  writeFileSync(join(folder, convolutionalFiles.weights), new Uint8Array(Float32Array.from(values).buffer));
}

/**
 * The arithmetic of training on an image, in floating-point operations: each product of a convolution or a dense layer is
 * multiplied and added once on the way forward, once for the gradient of the weights, and once for that of the layer's
 * inputs, which the first layer does not need. Everything else is not counted.
 */
export function flopsPerImage(model: Model): number {
  return model.steps
    .filter(({ layer }) => multiplies(layer))
    .map(({ layer, outputShape }, index) => {
      const [weights] = layer.tensors;
      return sizeOf(outputShape.slice(0, -1)) * sizeOf(weights.shape) * (index === 0 ? 4 : 6);
    })
    .reduce((sum, flops) => sum + flops, 0);
}

function withSteps(optimizer: ModelConfig['optimizer'], steps: number): ModelConfig['optimizer'] {
  const schedule = optimizer?.schedule;
  if (!optimizer || typeof schedule !== 'object' || !LASTING.includes(schedule.type)) return optimizer;
  return { ...optimizer, schedule: { steps, ...schedule } };
}

function multiplies(layer: Layer): boolean {
  return layer instanceof Conv2D || layer instanceof Dense;
}

function spellOut(layer: Layer): LayerConfig {
  if (!(layer instanceof Residual)) return layer.config();
  const { type, layers, projection } = layer;
  return { type, layers: layers.map(spellOut), projection: projection.map(spellOut) };
}

function sizeOf(shape: Shape): number {
  return shape.reduce((product, size) => product * size, 1);
}
