import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BatchNorm, Conv2D, Dense, Dropout, type Layer, type Model, Residual } from '@fmnist/core';

/**
 * A step of a trained network as plain data. Weights and biases stand in a file of float32 in the order of the steps, a
 * convolution's as [inputs, height, width, outputs], a dense layer's as [inputs, outputs].
 */
export type PlainStep =
  | { readonly type: 'Conv2D'; readonly inputs: number; readonly outputs: number; readonly kernel: number }
  | { readonly type: 'Dense'; readonly inputs: number; readonly outputs: number }
  | { readonly type: 'MaxPool2D'; readonly size: number }
  | { readonly type: 'Rescale'; readonly scale: number; readonly offset: number }
  | { readonly type: 'Residual'; readonly steps: readonly PlainStep[] }
  | { readonly type: 'ReLU' | 'Flatten' | 'GlobalAveragePool2D' | 'Softmax' };

/** The files of a network in the bench's folder. */
export function networkFiles(name: string): { readonly steps: string; readonly weights: string } {
  return { steps: `network-${name}.json`, weights: `network-${name}.f32` };
}

/**
 * Writes a trained model so that peers can do what it does: without what only training needs, and with each BatchNorm
 * multiplied into the layer before it, as one does who serves a model.
 * @throws where a layer has options that no shipped model has
 */
export function writeNetwork(folder: string, name: string, model: Model): void {
  const values: number[][] = [];
  const steps = plainSteps(model.layers, values);
  const files = networkFiles(name);
  writeFileSync(join(folder, files.steps), JSON.stringify({ labels: model.labels, steps }));
  writeFileSync(join(folder, files.weights), new Uint8Array(Float32Array.from(values.flat()).buffer));
}

function plainSteps(layers: readonly Layer[], values: number[][]): PlainStep[] {
  return layers.flatMap((layer, index): PlainStep[] => {
    if (layer instanceof Dropout || layer instanceof BatchNorm) return [];
    if (layer instanceof Residual) return [{ type: 'Residual', steps: plainSteps(layer.layers, values) }];
    if (layer instanceof Conv2D || layer instanceof Dense) {
      const next = layers[index + 1];
      values.push(folded(layer, next instanceof BatchNorm ? next : undefined));
    }
    return [plainStep(layer)];
  });
}

function plainStep(layer: Layer): PlainStep {
  const config: Readonly<Record<string, unknown>> = layer.config();
  const number = (name: string) => Number(config[name]);
  switch (layer.type) {
    case 'Conv2D': {
      const isKnown = config.stride === 1 && config.padding === 'same' && config.groups === 1;
      if (!isKnown || config.kernelHeight !== config.kernelWidth) break;
      return {
        type: 'Conv2D',
        inputs: number('inputs'),
        outputs: number('outputs'),
        kernel: number('kernelHeight'),
      };
    }
    case 'Dense':
      return { type: 'Dense', inputs: number('inputs'), outputs: number('outputs') };
    case 'MaxPool2D':
      if (config.stride !== config.poolHeight || config.padding !== 'valid') break;
      return { type: 'MaxPool2D', size: number('poolHeight') };
    case 'Rescale':
      return { type: 'Rescale', scale: number('scale'), offset: number('offset') };
    case 'ReLU':
    case 'Flatten':
    case 'GlobalAveragePool2D':
    case 'Softmax':
      return { type: layer.type };
  }
  throw new Error(`The bench does not know how to write ${JSON.stringify(config)} for others`);
}

/** Weights and biases, with those of a BatchNorm behind them: γ·(w·x + b − μ) / √(σ² + ε) + β is w'·x + b'. */
function folded(layer: Layer, norm: BatchNorm | undefined): number[] {
  const [weights, biases] = layer.getParameters().map(({ data }) => [...data]);
  const outputs = layer.tensors[0].shape[layer.tensors[0].shape.length - 1];
  const ownBiases = biases ?? new Array<number>(outputs).fill(0);
  if (!norm) return [...weights, ...ownBiases];
  const [scale, offset, mean, variance] = norm.getParameters().map(({ data }) => data);
  const gains = Array.from(scale, (gamma, i) => gamma / Math.sqrt(variance[i] + norm.epsilon));
  return [
    ...weights.map((weight, i) => weight * gains[i % outputs]),
    ...ownBiases.map((bias, i) => (bias - mean[i]) * gains[i] + offset[i]),
  ];
}
